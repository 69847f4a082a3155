import { assertArgument } from '../errors.ts'
import { checkAudio, encodeAudio } from '../protocol/audio-payload.ts'
import { isTooLarge, maxSentBytes } from '../protocol/client-message.ts'

/**
 * Gives audio as the wire has it.
 * @throws {InvalidArgumentError} when it is no whole number of samples, not base64, or longer than a message may be
 */
export const checkedAudio = (audio: Int16Array | Uint8Array | string): string => {
  const base64 = typeof audio === 'string' ? checkAudio(audio) : encodeAudio(audio)
  assertArgument(base64.length <= maxSentBytes, 'audio', 'be 16 s or less: send 20 ms at a time')
  return base64
}

/**
 * Refuses an output that cannot be sent.
 * @throws {InvalidArgumentError} when the id or the output is not a string, or larger than 1 MiB
 */
export const checkToolOutput = (toolCallId: unknown, output: unknown): void => {
  assertArgument(
    typeof toolCallId === 'string' && toolCallId !== '',
    'toolCallId',
    'be the id of a tool_call',
  )
  assertArgument(typeof output === 'string', 'output', 'be a string; use JSON.stringify for data')
  assertArgument(!isTooLarge(output), 'output', 'be at most 1 MiB of UTF-8: send a summary or a link')
}
