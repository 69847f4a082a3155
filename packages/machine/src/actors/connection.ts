import type { ServerMessage, UnknownMessage } from '@vatel/core'
import { fromCallback } from 'xstate'
import { lostWithSnapshot, reasonOf } from '../end-reason.ts'
import { troubleWith } from '../errors/trouble-with.ts'
import type { ConnectionEvent } from '../events.ts'
import type { Line } from '../line/line.ts'
import { inputKeptOut, restored, type Restored } from './input-kept-out.ts'

/** What the machine asks of the connection. */
export interface AnswerTool {
  readonly type: 'answerTool'
  readonly toolCallId: string
  readonly output: string
}

/** What of a message is news to the statechart. The rest moves the conversation only, or the speaker. */
const newsOf = (message: ServerMessage | UnknownMessage, { playback }: Line): ConnectionEvent | undefined => {
  switch (message.type) {
    case 'speech_started':
    case 'speech_stopped':
    case 'interruption':
    case 'tool_call':
      return message
    case 'input_audio_transcript':
      return message.data.is_final ? message : undefined
    case 'unknown':
      return { type: 'unknownMessage', message }
    case 'session_ended':
      // Closing the socket may take a while longer; the conversation is over now.
      return { type: 'over', reason: { type: 'session-ended' }, unheardMs: playback.unheardMs }
    case 'session_started':
    case 'response_audio':
    case 'response_text':
      return undefined
  }
}

const follow = (line: Line, tell: (event: ConnectionEvent) => void) => {
  const { conversation, playback } = line
  let shown = conversation.told
  const show = () => {
    const { told } = conversation
    if (told.transcript !== shown.transcript || told.latency !== shown.latency)
      tell({ type: 'conversation', ...told })
    shown = told
  }
  return {
    show,
    message: (message: ServerMessage | UnknownMessage) => {
      const before = conversation.told.latency
      conversation.received(message)
      if (message.type === 'response_audio') {
        playback.play(message.data)
        // The first chunk is news, to the latencies; the others only add to what is there, and that can wait.
        if (conversation.told.latency === before) return
      }
      show()
      const news = newsOf(message, line)
      if (news !== undefined) tell(news)
    },
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
    const { message: followMessage, show } = follow(input, tell)
    let state: 'reading' | 'stopped' = 'reading'

    const read = async () => {
      for await (const message of messages) {
        if (state === 'stopped') return
        try {
          followMessage(message)
        } catch (error) {
          tell({ type: 'trouble', error: troubleWith('speaker', error) })
        }
      }
      const reason = await call.ended
      if (state === 'reading') tell({ type: 'over', reason, unheardMs: playback.unheardMs })
    }
    const leave = [
      call.on('invalid', (error) => tell({ type: 'trouble', error })),
      call.on('sent', (message) => {
        if (message.type !== 'tool_call_output') return
        conversation.sent(message)
        show()
        tell({ type: 'toolAnswered', toolCallId: message.data.toolCallId })
      }),
    ]
    receive(({ toolCallId, output }) => call.sendToolOutput(toolCallId, output))
    read().catch((error: unknown) => {
      if (state === 'reading') tell({ type: 'over', reason: reasonOf(error), unheardMs: 0 })
    })
    return () => {
      state = 'stopped'
      for (const stop of leave) stop()
      call.close()
    }
  }),
)
