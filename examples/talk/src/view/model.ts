import type { Transcript } from '@vatel/core'
import type { Phase } from '@vatel/machine'
import type { Report } from '../report.ts'

/** Everything that a view shows of a call at one moment. */
export interface CallModel {
  /** Since the call was begun. */
  readonly atMs: number
  /** The statechart's word for where the call is. */
  readonly phase: Phase
  readonly transcript: Transcript
  /** Loudness of the user's last frame in dBFS; -Infinity in silence. */
  readonly userDbfs: number
  /** Loudness of the agent's last frame as heard, in dBFS; -Infinity in silence. */
  readonly agentDbfs: number
  /** Speech of the agent that has come and is not heard yet. */
  readonly bufferedMs: number
  readonly sentMs: number
  readonly droppedMs: number
}

/** What shows a call to the person at the terminal. */
export interface View {
  /** A sentence beside the call: a warning, or where something is. */
  note(sentence: string): void
  /** The call as it is now; called for every change and twenty times a second. */
  show(model: CallModel): void
  /** The call is over, with its table; with none when it never began. */
  finish(report?: Report): void
}

/** Each phase in the words of a person. */
export const phaseWords: Readonly<Record<Phase, string>> = {
  connecting: 'connecting',
  listening: 'listening',
  agentSpeaking: 'agent speaking',
  toolPending: 'tool running',
  interrupted: 'interrupted',
  ended: 'ended',
}
