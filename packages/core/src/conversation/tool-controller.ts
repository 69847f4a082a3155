import * as E from 'fp-ts/Either'
import type { Sent } from '../call/connection.ts'
import { createEmitter, rethrow } from '../call/receive-buffer.ts'
import { systemClock } from '../clock.ts'
import { isFields } from '../codec/codec.ts'
import { assertArgument } from '../errors.ts'
import type { ServerData } from '../protocol/messages.ts'
import type { ToolController, ToolControllerEvent, ToolControllerOptions } from './tool-control.ts'
import {
  abortReason,
  assertTools,
  cancelled,
  errorOf,
  failure,
  findTool,
  performTool,
  type PreparedTool,
  prepareTool,
  resultOf,
  type ToolEnding,
} from './tools.ts'

type ToolCall = ServerData<'tool_call'>

/** A tool call that has not settled, or a small rest of it while the tool still runs. */
interface Entry {
  readonly toolCallId: string
  readonly toolName: string
  /** `queued`: behind another call of its tool. `waiting`: for its arguments' check, or for room among those that run. */
  state: 'queued' | 'waiting' | 'asking' | 'running' | 'settled'
  /** The call of the same tool that begins after this one. */
  behind?: Entry | undefined
  /** The data of the call; released when it settles. */
  call: ToolCall | undefined
  /** The checked work, once the call may begin. */
  prepared: PreparedTool | undefined
  decide?: ((approved: unknown) => void) | undefined
  stop?: AbortController
  timers?: readonly unknown[]
  sent?: Sent['status']
}

/**
 * Calls a function whose result is awaited, and which may throw. The result does not hold the arguments: closures of one
 * function hold all that any of them names, so those that await a result are made where the data of a call has no name.
 */
const attempt = <A extends readonly unknown[], R>(
  call: (...args: A) => R | PromiseLike<R>,
  ...args: A
): Promise<R> => new Promise((resolve) => resolve(call(...args)))

/** The words of `ToolConcurrency`. */
const orders: readonly unknown[] = ['together', 'in-order', 'latest']

/** Number of ids in each of two generations. */
const rememberedIds = 65_536

/**
 * Remembers ids exactly, at least the last 65,536 and at most twice as many. Ids have at most 256 characters, so this
 * takes 40 MB at worst and about 10 MB for UUIDs.
 */
const createIdMemory = () => {
  let recent = new Set<string>()
  let older = new Set<string>()
  /** Returns `false` for an id that is known. */
  return (id: string): boolean => {
    if (recent.has(id) || older.has(id)) return false
    if (recent.size === rememberedIds) [older, recent] = [recent, new Set()]
    recent.add(id)
    return true
  }
}

/**
 * Creates the controller of the tools of one call. It checks arguments, asks for approval, keeps deadlines and the order
 * of calls, cancels, and sends exactly one output for each call, also for one that the platform repeats. The arguments and
 * the output of a call are released when it settles.
 *
 * @throws {InvalidArgumentError} when `maxRunning` is not at least 1; in JavaScript also for a tool that `tool` has not made, and
 * for an unknown word in `concurrency`
 *
 * @example
 * const controller = createToolController({
 *   tools,
 *   send: (toolCallId, output) => connection.sendToolOutput(toolCallId, output).status,
 * })
 * connection.on('message', (message) => {
 *   if (message.type === 'tool_call') controller.call(message.data)
 * })
 */
export const createToolController = ({
  tools,
  send,
  sessionId = '',
  approve,
  concurrency,
  maxRunning = 32,
  clock = systemClock,
  onEvent,
}: ToolControllerOptions): ToolController => {
  // Before the checks: a promise that rejects is met also where one of them throws.
  const session = typeof sessionId === 'string' ? sessionId : sessionId.catch(() => '')
  assertTools(tools)
  assertArgument(maxRunning >= 1, 'maxRunning', 'be at least 1')
  const events = createEmitter<{ readonly event: ToolControllerEvent }>()
  if (onEvent !== undefined) events.on('event', onEvent)
  const emit = (event: ToolControllerEvent) => events.emit('event', event)
  // One rule for all tools has the name of none.
  const rules = new Map<string, unknown>(
    Object.entries(isFields(concurrency) ? concurrency : { '': concurrency }),
  )
  for (const rule of rules.values())
    assertArgument(
      rule === undefined || orders.includes(rule),
      'concurrency',
      `be one of ${orders.join(', ')}`,
    )
  const isNew = createIdMemory()
  const pending = new Map<string, Entry>()
  /** The last call of each tool whose calls have an order, while one of them is pending. */
  const lanes = new Map<string, Entry>()
  /** Calls that may run, the taken ones until `nextWaiting` included. */
  const waiting: Entry[] = []
  let nextWaiting = 0
  let running = 0
  let isHeld = false
  /** The id of the session, once the first call has waited for it. */
  let id = ''

  const runWaiting = () => {
    while (!isHeld && running < maxRunning && nextWaiting < waiting.length) {
      const entry = waiting[nextWaiting]
      nextWaiting += 1
      // Rarely, because a removal from the front moves all the rest.
      if (nextWaiting * 2 > waiting.length) nextWaiting -= waiting.splice(0, nextWaiting).length
      if (entry?.state !== 'waiting') continue
      running += 1
      run(entry)
    }
  }
  const admit = (entry: Entry) => {
    waiting.push(entry)
    runWaiting()
  }
  /** Begins the next call of the tool, behind those that settled while they were queued. */
  const beginNext = (entry: Entry) => {
    let last = entry
    while (last.behind?.state === 'settled') last = last.behind
    if (last.behind !== undefined) void begin(last.behind)
    else if (lanes.get(entry.toolName) === last) lanes.delete(entry.toolName)
    // While its tool runs on it would hold all that come after it.
    entry.behind = undefined
  }
  /** Ends a call; `conclude` sends its output before the next one starts. */
  const release = (entry: Entry, reason: unknown, conclude: () => void) => {
    const { state } = entry
    entry.state = 'settled'
    for (const timer of entry.timers ?? []) clock.clearTimeout(timer)
    entry.call = entry.prepared = entry.decide = undefined
    pending.delete(entry.toolCallId)
    entry.stop?.abort(reason)
    conclude()
    if (state === 'running') running -= 1
    if (state !== 'queued') beginNext(entry)
    runWaiting()
  }
  const trySend = (toolCallId: string, output: string): Sent['status'] => {
    try {
      // An empty id identifies no call, and a connection does not take it.
      if (toolCallId !== '') return send(toolCallId, output)
    } catch (error) {
      // As that of a listener: the call settles all the same.
      rethrow(error)
    }
    return 'dropped'
  }
  const settle = (entry: Entry, ending: ToolEnding, reason?: unknown) => {
    const { toolCallId, toolName, sent: before } = entry
    const { type, output } = ending
    if (entry.state !== 'settled')
      release(entry, reason, () => {
        entry.sent = trySend(toolCallId, output)
        emit({ type: 'settled', outcome: { ...ending, toolCallId, toolName }, sent: entry.sent })
      })
    else if (type === 'result') {
      // A cancellation that did not reach the agent, because the call was over, is replaced by this output.
      const sent = before === 'dropped' ? trySend(toolCallId, output) : 'dropped'
      emit({ type: 'lateOutput', toolCallId, output, sent })
    }
  }
  const settleBy = (entry: Entry, result: Promise<unknown>) => {
    result.then(resultOf).then(
      (ending) => settle(entry, ending),
      (error: unknown) => settle(entry, errorOf(error)),
    )
  }
  const run = (entry: Entry) => {
    const { call, prepared } = entry
    if (call === undefined || prepared === undefined) return
    const { timeoutMs, answersWithinMs } = prepared.tool
    const stop = new AbortController()
    entry.state = 'running'
    entry.stop = stop
    const reason = `the tool took longer than ${timeoutMs} ms`
    const late = failure('timeout', reason)
    entry.timers = [
      clock.setTimeout(() => settle(entry, late, abortReason(reason)), timeoutMs),
      answersWithinMs &&
        clock.setTimeout(() => entry.call && emit({ type: 'overdue', call: entry.call }), answersWithinMs),
    ]
    emit({ type: 'started', call })
    // A listener may have cancelled it.
    if (stop.signal.aborted) return
    const idempotencyKey = `${id}:${call.toolCallId}`
    settleBy(entry, attempt(performTool, prepared, { signal: stop.signal, idempotencyKey }))
  }
  const ask = (entry: Entry, call: ToolCall) => {
    if (approve === undefined) {
      settle(entry, failure('error', `${call.toolName} needs approval, and nobody could be asked`))
      return
    }
    const decide = (approved: unknown) => {
      // The first answer counts; one that comes after the call has settled finds no question.
      if (entry.decide !== decide) return
      entry.decide = undefined
      entry.state = 'waiting'
      // In JavaScript a function may return a word, as that of a refusal.
      if (approved === true) admit(entry)
      else settle(entry, failure('declined', 'the user declined this'))
    }
    entry.state = 'asking'
    entry.decide = decide
    emit({ type: 'approvalRequested', call })
    if (approve === 'interactive' || entry.decide !== decide) return
    attempt(approve, call).then(decide, (error: unknown) => settle(entry, errorOf(error)))
  }
  const begin = async (entry: Entry) => {
    entry.state = 'waiting'
    id = await session
    const { call } = entry
    if (call === undefined) return
    const prepared = prepareTool(tools, call)
    if (E.isLeft(prepared)) {
      settle(entry, prepared.left)
      return
    }
    entry.prepared = prepared.right
    if (prepared.right.tool.approval === 'none') admit(entry)
    else ask(entry, call)
  }
  const cancelAll = (reason: unknown, which: (entry: Entry) => boolean) => {
    // No waiting call may run while others are cancelled: it is the next to be cancelled.
    const before = isHeld
    isHeld = true
    try {
      for (const entry of [...pending.values()]) if (which(entry)) settle(entry, cancelled, reason)
    } finally {
      isHeld = before
      runWaiting()
    }
  }
  const decideOn = (toolCallId: string, approved: boolean) => {
    const decide = pending.get(toolCallId)?.decide
    decide?.(approved)
    return decide !== undefined
  }
  return {
    call: (call) => {
      const { toolCallId, toolName } = call
      if (!isNew(toolCallId)) return false
      const entry: Entry = { toolCallId, toolName, call, state: 'queued', prepared: undefined }
      const rule = rules.get(toolName) ?? rules.get('') ?? 'together'
      const before = lanes.get(toolName)
      pending.set(toolCallId, entry)
      if (rule !== 'together') lanes.set(toolName, entry)
      if (rule === 'in-order' && before !== undefined) before.behind = entry
      else {
        if (before !== undefined)
          settle(before, cancelled, abortReason('a later call of the tool took its place'))
        void begin(entry)
      }
      return true
    },
    approve: (toolCallId) => decideOn(toolCallId, true),
    decline: (toolCallId) => decideOn(toolCallId, false),
    answered: (toolCallId) => {
      const entry = pending.get(toolCallId)
      if (entry === undefined) return false
      release(entry, abortReason('the tool call was answered elsewhere'), () => undefined)
      return true
    },
    interrupt: () => {
      const aborts = ({ toolName }: Entry) => findTool(tools, toolName)?.onInterruption === 'abort'
      cancelAll(abortReason('the user interrupted the agent'), aborts)
    },
    cancel: (reason) => cancelAll(abortReason(reason), () => true),
    get pending() {
      return pending.size
    },
  }
}
