import type { ServerMessage, UnknownMessage } from '@vatel/core'
import { fromCallback } from 'xstate'
import { lostWithSnapshot, reasonOf } from '../end-reason.ts'
import type { ConnectionEvent } from '../events.ts'
import type { Told } from '../line/conversation.ts'
import type { Line } from '../line/line.ts'
import { inputKeptOut, restored, type Restored } from './input-kept-out.ts'
import { tryDevice } from './try-device.ts'

/** What the machine asks of the connection. */
export interface AnswerTool {
  readonly type: 'answerTool'
  readonly toolCallId: string
  readonly output: string
}

/** What of a message the statechart is told. The rest moves the speaker only, or nothing. */
const newsOf = (
  message: ServerMessage | UnknownMessage,
  told: Told | undefined,
  { playback }: Line,
): ConnectionEvent | undefined => {
  switch (message.type) {
    case 'speech_started':
    case 'speech_stopped':
    case 'interruption':
    case 'tool_call':
      return { ...message, told }
    case 'input_audio_transcript':
      if (message.data.is_final) return { ...message, told }
      break
    case 'unknown':
      return { type: 'unknownMessage', message }
    case 'session_ended':
      // Closing the socket may take a while longer; the conversation is over now.
      return { type: 'over', reason: { type: 'session-ended' }, unheardMs: playback.unheardMs, told }
    case 'session_started':
    case 'response_audio':
    case 'response_text':
      break
  }
  return told === undefined ? undefined : { type: 'conversation', told }
}

const follow = (line: Line, tell: (event: ConnectionEvent) => void) => {
  const { conversation, playback } = line
  return (message: ServerMessage | UnknownMessage) => {
    const { latency } = conversation.told
    conversation.received(message)
    if (message.type === 'response_audio') {
      playback.play(message.data)
      // The first chunk is news, to the latencies; the others only add to what is there, and that can wait.
      if (conversation.told.latency === latency) return
    }
    const news = newsOf(message, conversation.news(), line)
    if (news !== undefined) tell(news)
  }
}

/** Reads the call's messages, and closes it when stopped. Audio goes to the speaker without passing the machine. */
export const connection = inputKeptOut(
  fromCallback<AnswerTool, Line | Restored>(({ input, sendBack, receive }) => {
    const tell = (event: ConnectionEvent) => sendBack(event)
    if (input === restored) {
      tell({ type: 'over', reason: lostWithSnapshot, unheardMs: 0 })
      return undefined
    }
    const { connection: call, messages, conversation, playback } = input
    const followMessage = follow(input, tell)
    const own = new Set<string>()
    let state: 'reading' | 'stopped' = 'reading'

    const read = async () => {
      for await (const message of messages) {
        if (state === 'stopped') return
        tryDevice('speaker', () => followMessage(message), tell)
      }
      const reason = await call.ended
      if (state === 'reading')
        tell({ type: 'over', reason, unheardMs: playback.unheardMs, told: conversation.news() })
    }
    const leave = [
      call.on('invalid', (error) => tell({ type: 'trouble', error })),
      call.on('sent', (message) => {
        if (message.type !== 'tool_call_output') return
        conversation.sent(message)
        const told = conversation.news()
        const { toolCallId } = message.data
        if (!own.has(toolCallId)) tell({ type: 'toolAnswered', toolCallId, told })
        else if (told !== undefined) tell({ type: 'conversation', told })
      }),
    ]
    receive(({ toolCallId, output }) => {
      own.add(toolCallId)
      call.sendToolOutput(toolCallId, output)
    })
    read().catch((error: unknown) => {
      if (state === 'reading') tell({ type: 'over', reason: reasonOf(error), unheardMs: 0 })
    })
    return () => {
      state = 'stopped'
      for (const stop of leave) stop()
      // Chunks of audio after the first are no news by themselves; at the end they are.
      const told = conversation.news()
      if (told !== undefined) tell({ type: 'conversation', told })
      call.close()
    }
  }),
)
