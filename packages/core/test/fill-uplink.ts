import type { CallSocket } from '../src/call/connection.ts'

/** So many turns of the event loop without a byte that leaves: the buffers of the system are full as well. */
const stuckTurns = 50

/** Says more than a platform takes that reads nothing, until no byte leaves any more. */
export const fillUplink = async (call: Pick<CallSocket, 'audio' | 'sendAudio'>): Promise<void> => {
  const second = new Int16Array(24_000)
  for (let turns = 0, sentMs = 0; turns < stuckTurns; turns += 1) {
    call.sendAudio(second)
    await new Promise((resolve) => setImmediate(resolve))
    if (call.audio.sentMs !== sentMs) turns = 0
    ;({ sentMs } = call.audio)
  }
}
