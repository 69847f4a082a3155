import {
  createToolController,
  endReasonOf,
  sessionEnded,
  type CallState,
  type EndReason,
  type ServerMessage,
  type ToolControllerEvent,
  type UnknownMessage,
} from '@vatel/core'
import { callActor, lostWithSnapshot, type CallResources } from './call-resources.ts'
import { reportChanges, type Conversation, type MessageFollower } from './conversation.ts'
import { deviceErrorOf } from './device-error.ts'
import type { ConnectionEvent } from './events.ts'

/** A command of the machine to the actor `connection`. */
export type ConnectionCommand =
  { readonly type: 'approve' | 'decline'; readonly toolCallId: string } | { readonly type: 'interruptTools' }

type Report = (event: ConnectionEvent) => void

const endOf = (reason: EndReason, { unheardMs, takeChanges }: Conversation): ConnectionEvent => ({
  type: 'call.ended',
  reason,
  unheardMs,
  view: takeChanges(),
})

/** Returns the event for a message that moves a state, or that the machine emits. */
const eventOf = (
  message: ServerMessage | UnknownMessage,
  conversation: Conversation,
): ConnectionEvent | undefined => {
  switch (message.type) {
    case 'speech_started':
    case 'speech_stopped':
    case 'interruption':
    case 'tool_call':
      return { ...message, view: conversation.takeChanges() }
    case 'input_audio_transcript':
      return message.data.is_final ? { ...message, view: conversation.takeChanges() } : undefined
    case 'unknown':
      return { type: 'unknownMessage', message }
    case 'session_ended':
      // The socket may close later; the conversation is over now.
      return endOf(sessionEnded(true), conversation)
    case 'session_started':
    case 'response_audio':
    case 'response_text':
      return undefined
  }
}

/** Answers the tool calls of a connection with core's controller, and follows those that somebody else answers. */
const followTools = (
  { connection, conversation, tools, sessionId, clock }: CallResources,
  report: Report,
) => {
  let isSending = false
  let isStopping = false
  const send = (toolCallId: string, output: string) => {
    isSending = true
    try {
      return connection.sendToolOutput(toolCallId, output).status
    } finally {
      isSending = false
    }
  }
  const onEvent = (event: ToolControllerEvent) => {
    if (isStopping) return
    if (event.type === 'approvalRequested' || event.type === 'overdue')
      report({ type: `tool.${event.type}`, toolCallId: event.call.toolCallId })
    if (event.type !== 'settled') return
    const { toolCallId, type } = event.outcome
    report({ type: 'tool.settled', outcome: { toolCallId, type }, view: conversation.takeChanges() })
  }
  const controller =
    tools && createToolController({ ...tools, send, sessionId, clock, approve: 'interactive', onEvent })
  const stopListening = connection.on('sent', (message) => {
    if (message.type !== 'tool_call_output') return
    const { toolCallId } = message.data
    conversation.sent(message)
    // The event that settles the call brings the change.
    if (isSending) return
    const isAnsweredElsewhere = controller?.answered(toolCallId) ?? true
    if (isAnsweredElsewhere) report({ type: 'tool.answered', toolCallId, view: conversation.takeChanges() })
    else reportChanges(conversation, report)
  })
  const stop = () => {
    isStopping = true
    // Outputs of cancelled tools go out before the call is closed.
    controller?.cancel('the call ended before the tool was done')
    stopListening()
  }
  return { controller, stop }
}

/** Ends the call when an option of the tool controller is wrong. */
const tryFollowTools = (resources: CallResources, report: Report) => {
  try {
    return followTools(resources, report)
  } catch (error) {
    report({ type: 'call.ended', reason: endReasonOf(error), unheardMs: 0 })
    return undefined
  }
}

type Controller = ReturnType<typeof followTools>['controller']

/** Passes tool calls and interruptions to the tools, and reports what the machine has to know of a message. */
const followerOf = (conversation: Conversation, controller: Controller, report: Report): MessageFollower => {
  let isScheduled = false
  /** Reports changes of the conversation alone once for all messages of a task, with less than a step for each. */
  const scheduleChange = () => {
    if (isScheduled) return
    isScheduled = true
    queueMicrotask(() => {
      isScheduled = false
      reportChanges(conversation, report)
    })
  }
  return {
    onMessage: (message, isNews) => {
      if (message.type === 'interruption') controller?.interrupt()
      // A repeated call changes neither the controller nor the transcript.
      if (message.type === 'tool_call' && !(controller?.call(message.data) ?? isNews)) return
      const event = eventOf(message, conversation)
      if (event) report(event)
      else scheduleChange()
    },
    onError: (error) => report({ type: 'call.error', error: deviceErrorOf('speaker', error) }),
  }
}

/** Reads the call's messages, answers its tool calls, and closes it when it is stopped. Audio does not pass the machine. */
export const connection = callActor<ConnectionCommand, CallResources, ConnectionEvent>(
  ({ input, report, receive }) => {
    const { connection: call, conversation } = input
    const followed = tryFollowTools(input, report)
    if (!followed) return () => call.close()
    const { controller, stop: stopTools } = followed
    const showLink = (now: CallState) => {
      if (now === 'suspect') report({ type: 'link.suspect' })
      if (now === 'live') report({ type: 'link.live' })
    }
    const stops = [
      stopTools,
      call.on('invalid', (error) => report({ type: 'call.error', error })),
      call.on('state', showLink),
    ]
    if (call.state === 'suspect') showLink(call.state)
    const stopReading = conversation.follow(followerOf(conversation, controller, report))
    void call.ended.then((reason) => report(endOf(reason, conversation)))
    receive((command) => {
      if (command.type === 'interruptTools') controller?.interrupt()
      else controller?.[command.type](command.toolCallId)
    })
    return () => {
      for (const stop of stops) stop()
      // A user who hangs up gets no message of the end.
      conversation.end()
      // Chunks of audio after the first are reported here at the latest.
      reportChanges(conversation, report)
      stopReading()
      call.close()
    }
  },
  lostWithSnapshot,
)
