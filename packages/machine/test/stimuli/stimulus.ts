import type { ServerMessage } from '@vatel/core'
import type { CallSnapshot } from '../../src/call-machine.ts'
import type { CallEvent } from '../../src/events.ts'
import { says } from '../messages.ts'
import { turnOf } from '../simulated-acts.ts'
import type { Stage } from '../stage.ts'

/** Something that can happen: the event by which the machine hears of it, and how it comes about. */
export interface Stimulus {
  readonly event: CallEvent
  /** Where it can happen at all; everywhere unless given. */
  readonly where?: (snapshot: CallSnapshot) => boolean
  /** Brings it about wherever it can happen; what the platform says is said in its name. */
  readonly act: (stage: Stage) => void
  /** Time that it takes, in milliseconds. */
  readonly ms?: number
}

/** Says something in the platform's name. */
export const said =
  (message: ServerMessage | object): Stimulus['act'] =>
  (stage) =>
    stage.line()?.say(message)

/** Names a turn that is to be said in the agent's name. */
export const newTurn = (stage: Stage): string => {
  stage.turns += 1
  return `turn-${stage.turns}`
}

/** Silences the agent, and says a piece late: an interruption may overtake audio that was already on its way. */
export const thenSayLate = (stage: Stage, silence: () => void): void => {
  stage.writtenAtCut = stage.speaker.written.length
  silence()
  if (stage.speaker.written.length > 0) stage.line()?.say(says.audio(20, turnOf(stage)))
}

/** Whether the session runs. */
export const isOn = (snapshot: CallSnapshot): boolean => snapshot.matches('active')

/** Whether the call is on hold. */
export const isPaused = (snapshot: CallSnapshot): boolean => snapshot.matches({ active: { sound: 'paused' } })

/** Tests whether nothing has come from the platform for too long. */
export const isSuspect = (snapshot: CallSnapshot): boolean => snapshot.hasTag('line-suspect')

/** Whether a tool wants to be approved. */
export const asks = (snapshot: CallSnapshot): boolean => snapshot.hasTag('needs-approval')
