import type { Transcript } from '@vatel/core'
import type { Phase } from '@vatel/machine'
import type { Report } from '../report.ts'

/** State of a call, as a view shows it. */
export interface CallModel {
  /** Time since the start of the call. */
  readonly atMs: number
  /** Phase of the statechart. */
  readonly phase: Phase
  readonly transcript: Transcript
  /** Level of the user's last frame in dBFS; -Infinity in silence. */
  readonly userDbfs: number
  /** Level of the agent's last frame as heard, in dBFS; -Infinity in silence. */
  readonly agentDbfs: number
  /** Audio of the agent that has arrived and was not played yet, in milliseconds. */
  readonly bufferedMs: number
  readonly sentMs: number
  readonly droppedMs: number
}

/** A view of a call in the terminal. */
export interface View {
  /** Shows a sentence beside the call. */
  note(sentence: string): void
  /** Shows the call; called for every change and twenty times a second. */
  show(model: CallModel): void
  /** Ends the view, with the report if the call began. */
  finish(report?: Report): void
}

/** Names of the phases. */
export const phaseNames: Readonly<Record<Phase, string>> = {
  connecting: 'connecting',
  listening: 'listening',
  agentSpeaking: 'agent speaking',
  toolPending: 'tool running',
  interrupted: 'interrupted',
  ended: 'ended',
}
