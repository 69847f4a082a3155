import type { Faults } from '@vatel/simulator'
import type { InspectionEvent } from 'xstate'
import type { Step } from './explore.ts'
import { brokenInvariants } from './invariants.ts'
import { simulatorActs } from './simulator-acts.ts'
import { settle } from './simulated-time.ts'
import { startSimulatedCall, type Lacking, type SimulatedCall } from './simulated-call.ts'
import { stimuli } from './stimuli.ts'

/** Number of steps walked, and of those that the simulator's rules caused. */
export interface Mileage {
  steps: number
  simulated: number
}

/** Waits some turns of the event loop, which requests need. */
const turnOfTheLoop = async (): Promise<void> => {
  for (let turn = 0; turn < 8; turn += 1) await new Promise(setImmediate)
}

/** Stimuli after which no audio from before may be written to the speaker. */
const silences: ReadonlySet<string> = new Set(['interrupt', 'the platform is interrupted', 'pause'])

/** Causes a stimulus by the simulator's rules where they can, and otherwise in its name. */
export const happen = async (
  call: SimulatedCall,
  stimulus: string,
): Promise<'by its rules' | 'in its name'> => {
  const simulated = simulatorActs[stimulus]
  const { act, ms = 0 } = stimuli[stimulus] ?? { act: () => undefined }
  const own = simulated?.where(call) === true
  if (own) await simulated.act(call)
  else act(call)
  if (stimulus === 'begins' || stimulus === 'is refused') await turnOfTheLoop()
  await settle()
  await call.clock.tickAsync(ms + (stimulus === 'begins' ? call.lagMs : 0))
  return own ? 'by its rules' : 'in its name'
}

/** Starts a walk: a call on which steps are taken, each checked against the chart and the invariants. */
export const startWalk = (options: {
  readonly lacks?: Lacking
  readonly faults?: Faults
  readonly inspect: (event: InspectionEvent) => void
  readonly mileage: Mileage
}) => {
  const call = startSimulatedCall(options)
  const path: string[] = []
  let at = 'idle'
  let ends = 0

  /** Takes a step. One that was walked before (`known`) is checked against the chart only. */
  const take = async ({ stimulus, leadsTo, place }: Step, known = false): Promise<void> => {
    path.push(stimulus)
    if (place === 'ended' && at !== 'ended') ends += 1
    at = place
    const how = await happen(call, stimulus)
    options.mileage.steps += 1
    if (how === 'by its rules') options.mileage.simulated += 1
    const value = JSON.stringify(call.actor.getSnapshot().value)
    const broken = [
      ...(value === JSON.stringify(leadsTo) ? [] : [`it is in ${value}`]),
      ...(silences.has(stimulus) && call.speaker.written.length !== call.writtenAtCut
        ? ['audio of a turn that was cut was written to the speaker']
        : []),
      ...(known ? [] : await brokenInvariants(call, ends)),
    ]
    if (broken.length > 0) throw new Error(`after ${path.join(', ')}: ${broken.join('; ')}`)
  }
  return {
    call,
    take,
    place: () => at,
    length: () => path.length,
  }
}
