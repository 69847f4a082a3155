import { encodePcm16Base64 } from '@vatel/audio'
import { framesOf } from './recordings.ts'

/** One end of a call, as a test plays it. */
export interface DemoClient {
  send(text: string): void
  /** What has come so far. */
  readonly received: readonly string[]
  isClosed(): boolean
}

/** What a test draws the time of a call with. */
export interface DemoTime {
  /** Lets so much time pass. */
  pass(durationMs: number): void
  /** Waits until everything that is on its way has arrived; takes no time of the call. */
  settle(): Promise<void>
}

/** Finds the id of a tool call in either spelling; faults may make a text that is no JSON. */
const toolCallIn = (text: string): string | undefined =>
  text.startsWith('{"type":"tool_call"') && text.length < 10_000
    ? /"(?:toolCallId|tool_call_id)":"([^"]+)"/.exec(text)?.[1]
    : undefined

/** Plays a user in drawn time: the microphone in frames, and the tool. */
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
