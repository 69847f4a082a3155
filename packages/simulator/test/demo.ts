import { encodePcm16Base64 } from '@vatel/audio'
import { framesOf } from './recordings.ts'

/** Client end of a call, as a test plays it. */
export interface DemoClient {
  send(text: string): void
  /** Messages received so far. */
  readonly received: readonly string[]
  isClosed(): boolean
}

/** Virtual time of a test. */
export interface DemoTime {
  /** Advances the time. */
  pass(durationMs: number): void
  /** Waits until everything in flight has arrived; takes no virtual time. */
  settle(): Promise<void>
}

/** Finds the id of a tool call in either spelling; with faults a text may be no JSON. */
const toolCallIn = (text: string): string | undefined =>
  text.startsWith('{"type":"tool_call"') && text.length < 10_000
    ? /"(?:toolCallId|tool_call_id)":"([^"]+)"/.exec(text)?.[1]
    : undefined

/** Plays a user in virtual time: the microphone in frames, and the tool. */
export const playUser = async (
  client: DemoClient,
  time: DemoTime,
  microphone: Int16Array,
  output: string,
  frameMs = 20,
): Promise<void> => {
  const frames = framesOf(microphone, frameMs)
  let read = 0
  await time.settle()
  for (const frame of frames) {
    if (client.isClosed()) return
    time.pass(frameMs)
    await time.settle()
    for (; read < client.received.length; read++) {
      const toolCallId = toolCallIn(client.received[read] ?? '{}')
      if (toolCallId !== undefined)
        client.send(JSON.stringify({ type: 'tool_call_output', data: { toolCallId, output } }))
    }
    if (client.isClosed()) return
    client.send(JSON.stringify({ type: 'input_audio', data: { audio: encodePcm16Base64(frame) } }))
    await time.settle()
  }
}
