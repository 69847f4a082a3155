import { CountOrNone, Flag, worded } from './wording.ts'

const SessionStarted = worded(
  '"never" or "twice"',
  (value): value is 'never' | 'twice' => value === 'never' || value === 'twice',
)

/** What goes wrong in what the platform does, by name. */
export const conversationFaults = {
  /** How many chunks of a cancelled turn still arrive after its interruption. */
  lateAudio: CountOrNone,
  /** Gives the turn after an interruption the id of the cancelled one. */
  reusedTurn: Flag,
  /** Sends `speech_started` with `emulated: true` at the start of each of the agent's turns. */
  emulatedStart: Flag,
  /** Sends `session_started` not at all, or a second time. */
  sessionStarted: SessionStarted,
  /** Sends each `tool_call` a second time, with the same id. */
  duplicateToolCall: Flag,
  /** Asks for a tool in the moment in which the session ends, so that no answer can arrive. */
  toolCallAtEnd: Flag,
}
