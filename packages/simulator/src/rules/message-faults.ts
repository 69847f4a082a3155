import { Flag, wholeFromTo, worded } from './wording.ts'

const MissingData = worded(
  '"absent" or "null"',
  (value): value is 'absent' | 'null' => value === 'absent' || value === 'null',
)

/** What goes wrong in how messages are written, by name. */
export const messageFaults = {
  /** Writes `tool_call_id` and `tool_name` for `toolCallId` and `toolName`. */
  snakeCaseTools: Flag,
  /** Leaves out `is_final` and `emulated`, as an older platform did. */
  missingFlags: Flag,
  /** Leaves out the `data` of signals, or makes it `null`. */
  missingData: MissingData,
  /** Gives the arguments of tools a `type` and a `dataType` that nobody knows. */
  unknownEnum: Flag,
  /** Adds fields that nobody knows to every message, to its data, and to the arguments of tools. */
  extraFields: Flag,
  /** Sends a message of a type that nobody knows when the session starts and after each thing the user says. */
  unknownType: Flag,
  /** Sends a text that is no JSON at the same moments. */
  malformedJson: Flag,
  /** Sends messages of known types with payloads of the wrong types at the same moments. */
  wrongTypes: Flag,
  /** Sends a message of at least so many bytes at the same moments; from 1 to 67 108 864. */
  oversizedBytes: wholeFromTo(1, 67_108_864),
  /** Sends a message whose data is nested so many levels deep at the same moments; from 1 to 1 000 000. */
  nestedLevels: wholeFromTo(1, 1_000_000),
}
