import type { Faults } from '@vatel/simulator'
import type { InspectionEvent } from 'xstate'
import type { Step } from './explore.ts'
import { brokenPromises } from './invariants.ts'
import { simulatedActs } from './simulated-acts.ts'
import { settle } from './simulated-time.ts'
import { setStage, type Cast, type Stage } from './stage.ts'
import { stimuli } from './stimuli.ts'

/** How many steps of all were walked, and how many of them the simulator brought about by its own rules. */
export interface Mileage {
  steps: number
  simulated: number
}

/** Requests take turns of the event loop. */
const turnOfTheLoop = async (): Promise<void> => {
  for (let turn = 0; turn < 8; turn += 1) await new Promise(setImmediate)
}

/** After these not a sample of what came before may be written to the speaker any more. */
const silences: ReadonlySet<string> = new Set(['interrupt', 'the platform is interrupted', 'pause'])

/** Lets something happen, as the simulator does it where its rules can, and otherwise in its name. */
export const happen = async (stage: Stage, stimulus: string): Promise<'simulated' | 'said'> => {
  const simulated = simulatedActs[stimulus]
  const { act, ms = 0 } = stimuli[stimulus] ?? { act: () => undefined }
  const own = simulated?.where(stage) === true
  if (own) await simulated.act(stage)
  else act(stage)
  if (stimulus === 'begins' || stimulus === 'is refused') await turnOfTheLoop()
  await settle()
  await stage.clock.tickAsync(ms + (stimulus === 'begins' ? stage.lagMs : 0))
  return own ? 'simulated' : 'said'
}

/** A stage on which steps are taken one after the other, each held against the chart and the invariants. */
export const startWalk = (options: {
  readonly cast?: Cast
  readonly faults?: Faults
  readonly inspect: (event: InspectionEvent) => void
  readonly mileage: Mileage
}) => {
  const stage = setStage(options)
  const path: string[] = []
  let at = 'idle'
  let ends = 0

  /** What is `known` was walked before, and led to the same: only that it does so again is looked at. */
  const take = async ({ stimulus, leadsTo, place }: Step, known = false): Promise<void> => {
    path.push(stimulus)
    if (place === 'ended' && at !== 'ended') ends += 1
    at = place
    const how = await happen(stage, stimulus)
    options.mileage.steps += 1
    if (how === 'simulated') options.mileage.simulated += 1
    const value = JSON.stringify(stage.actor.getSnapshot().value)
    const broken = [
      ...(value === JSON.stringify(leadsTo) ? [] : [`it is in ${value}`]),
      ...(silences.has(stimulus) && stage.speaker.written.length !== stage.writtenAtCut
        ? ['audio of a turn that was cut was written to the speaker']
        : []),
      ...(known ? [] : await brokenPromises(stage, ends)),
    ]
    if (broken.length > 0) throw new Error(`after ${path.join(', ')}: ${broken.join('; ')}`)
  }
  return {
    stage,
    take,
    place: () => at,
    length: () => path.length,
  }
}
