import { createClock } from '@sinonjs/fake-timers'
import { encodeAudio } from '../../src/protocol/audio-payload.ts'
import { openCall } from '../../src/call/socket.ts'
import { callTransitions, type CallState } from '../../src/call/lifecycle.ts'
import type { EndReason } from '../../src/call/end-reason.ts'
import { createRandom } from '../fault-proxy/random.ts'
import { says } from '../line.ts'
import { scriptSocket } from './scripted-socket.ts'

/** What a run found and how much it did. */
export interface RunFindings {
  /** What was not as promised; empty when all is well. */
  readonly violations: readonly string[]
  readonly end: EndReason['type'] | 'none'
  readonly steps: number
  readonly outputs: { readonly accepted: number; readonly sent: number; readonly orphaned: number }
  readonly inputMs: { readonly given: number; readonly sent: number; readonly dropped: number }
}

const frame = encodeAudio(new Int16Array(480))
const frameMs = 20

interface Output {
  readonly type: string
  readonly data: { readonly toolCallId?: string }
}

/** Plays a random schedule of faults, messages, tool outputs and microphone in virtual time, and checks every promise. */
export const runFaults = async (seed: number): Promise<RunFindings> => {
  const random = createRandom(seed)
  const upTo = (most: number) => Math.floor(random() * (most + 1))
  const clock = createClock()
  const abort = new AbortController()
  const { WebSocket, script } = scriptSocket(random() < 0.5 ? 'node' : 'browser')
  const call = openCall({
    token: 'token',
    baseUrl: 'http://localhost',
    WebSocket,
    clock,
    signal: abort.signal,
  })
  const socket = script()
  const violations: string[] = []
  const states: CallState[] = ['connecting']
  const ends: EndReason[] = []
  const assertNotEnded = (what: string) => {
    if (ends.length > 0) violations.push(`${what} after the end`)
  }
  call.on('state', (state) => {
    assertNotEnded(`state ${state}`)
    states.push(state)
  })
  call.on('end', (reason) => {
    assertNotEnded('end')
    ends.push(reason)
  })
  for (const event of ['invalid', 'sent', 'dropped'] as const) call.on(event, () => assertNotEnded(event))
  const readsSlowly = random() < 0.3
  const reader = readsSlowly ? call.messages() : undefined
  if (!readsSlowly && random() < 0.9) call.on('message', () => assertNotEnded('message'))

  let givenMs = 0
  let refusedOutputs = 0
  const accepted = new Set<string>()
  const offered = new Set<string>()
  const speak = (frames: number) => {
    for (let n = 0; n < frames; n += 1) call.sendAudio(frame)
    givenMs += frames * frameMs
  }
  const answer = () => {
    const id = String(upTo(40))
    const { status } = call.sendToolOutput(id, `output of ${id}`)
    if (status !== 'dropped') accepted.add(id)
    else if (!offered.has(id)) refusedOutputs += 1
    if (offered.has(id) && status !== 'dropped') violations.push(`a second output for ${id} was ${status}`)
    offered.add(id)
  }
  const message = () => {
    const id = String(upTo(40))
    return [
      says('session_started', { id: 'call' }),
      says('response_text', { turn_id: id, text: 'so' }),
      says('response_audio', { turn_id: id, audio: frame }),
      says('tool_call', { toolCallId: id, toolName: 'look', arguments: [] }),
      says('input_audio_transcript', { transcript: 'so' }),
      says('interruption'),
      says('mystery', 1),
      says('response_text', { turn_id: 1 }),
      '{',
      random() < 0.2 ? says('session_ended') : '',
    ][upTo(9)] as string
  }
  const acts: readonly (readonly [weight: number, act: () => unknown])[] = [
    [8, () => clock.tick(upTo(400))],
    [4, () => clock.tick(upTo(6_000))],
    [6, () => speak(1 + upTo(60))],
    [4, answer],
    [8, () => socket.deliver(message())],
    [1, () => Array.from({ length: upTo(3_000) }, () => socket.deliver(says('mystery')))],
    [2, () => socket.congest(random() < 0.5)],
    [2, () => socket.freeze(random() < 0.5)],
    [2, () => reader?.next()],
    [0.5, () => socket.close([1000, 1001, 1008, 1011, 4000, 4401][upTo(5)] as number)],
    [0.3, () => socket.cut()],
    [0.3, () => call.close()],
    [0.1, () => abort.abort()],
  ]
  const whole = acts.reduce((sum, [weight]) => sum + weight, 0)
  const draw = () => {
    let at = random() * whole
    return acts.find(([weight]) => (at -= weight) < 0)?.[1]
  }
  const settle = async () => {
    for (let n = 0; n < 6; n += 1) await Promise.resolve()
  }
  const poke = async (times: number) => {
    for (let n = 0; n < times; n += 1) {
      draw()?.()
      await settle()
    }
  }

  const steps = 5 + upTo(60)
  await poke(upTo(3))
  if (random() < 0.9) socket.accept()
  else if (random() < 0.5) socket.refuse([401, 429, 500][upTo(2)] as number)
  await settle()
  if (random() < 0.95) socket.deliver(says('session_started', { id: 'call' }))
  await poke(steps)
  call.close()
  await settle()
  clock.tick(2_000)
  await settle()
  await poke(5)

  states.slice(1).forEach((next, at) => {
    const from = states[at] as CallState
    if (!callTransitions[from].includes(next)) violations.push(`illegal step from ${from} to ${next}`)
  })
  if (ends.length !== 1) violations.push(`${String(ends.length)} ends`)
  if (call.state !== 'ended') violations.push(`still ${call.state} two seconds after close()`)
  const settled = await Promise.race([call.ended.then(() => 'ended'), settle().then(() => 'pending')])
  if (settled !== 'ended') violations.push('ended is pending')
  if (clock.countTimers() > 0) violations.push(`${String(clock.countTimers())} timers are left`)

  const crossed = socket.sent.map((text) => JSON.parse(text) as Output)
  const frames = crossed.filter(({ type }) => type === 'input_audio').length
  const { sentMs, queuedMs, droppedMs } = call.audio
  if (sentMs + droppedMs !== givenMs || queuedMs !== 0)
    violations.push(`of ${String(givenMs)} ms ${String(sentMs)} sent, ${String(droppedMs)} dropped`)
  if (frames * frameMs !== sentMs)
    violations.push(`${String(frames)} frames crossed, ${String(sentMs)} ms sent`)
  const sent = crossed.flatMap(({ data: { toolCallId } }) => (toolCallId === undefined ? [] : [toolCallId]))
  const orphaned = call.delivery.orphanedToolOutputs.map(({ toolCallId }) => toolCallId)
  if (new Set(sent).size !== sent.length) violations.push('an output crossed twice')
  for (const id of accepted)
    if (sent.includes(id) === orphaned.includes(id))
      violations.push(`output ${id} is in ${sent.includes(id) ? 'both' : 'neither'} of sent and orphaned`)
  if (sent.length + orphaned.length !== accepted.size + refusedOutputs)
    violations.push('outputs sent and orphaned are not those that were offered')
  return {
    violations,
    end: ends[0]?.type ?? 'none',
    steps,
    outputs: { accepted: accepted.size, sent: sent.length, orphaned: orphaned.length },
    inputMs: { given: givenMs, sent: sentMs, dropped: droppedMs },
  }
}
