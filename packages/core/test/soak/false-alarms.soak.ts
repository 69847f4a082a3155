import { openFaultProxy } from '../fault-proxy/fault-proxy.ts'
import type { Passage } from '../fault-proxy/passage.ts'
import { openCall } from '../../src/call/socket.ts'
import type { CallSocket } from '../../src/call/connection.ts'
import { openLossyLink, type LossyLink } from './lossy-link.ts'
import { option } from './option.ts'
import { sayFirst, startRole } from './program.ts'
import { openTalker } from './talker.ts'

/**
 * Holds calls over a poor network that never breaks, in real time, and prints how many were taken for lost. The network
 * and the platform are programs of their own, so that a client that is blocked blocks nobody else.
 */
const minutes = option('minutes', 20)
const callCount = option('calls', 10)
const lostPercent = 5
const poor = { latencyMs: 200, jitterMs: 200, sliceBytes: 500 }
const stallMs = 4_000
const blockedMs = 4_000
const frame = new Int16Array(480)
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const platform = async (host: string) => sayFirst((await openTalker(host)).baseUrl)

const network = async (target: string) => {
  const proxy = await openFaultProxy({ target, rules: [{ faults: poor }] })
  sayFirst(proxy.baseUrl)
  const stall = async (passage: Passage, n: number) => {
    for (;;) {
      await pause(15_000 + 1_000 * n)
      for (const direction of ['up', 'down'] as const)
        passage.change(direction, { ...poor, bytesPerSecond: 0 })
      await pause(stallMs)
      for (const direction of ['up', 'down'] as const) passage.change(direction, poor)
    }
  }
  for (let n = 0; ; n += 1) void stall(await proxy.next(), n % callCount)
}

const lossyLink = (): LossyLink | undefined => {
  try {
    return openLossyLink(lostPercent)
  } catch (error) {
    const [why = ''] = String(error instanceof Error ? error.message : error).split('\n')
    console.log(`false alarms: without loss of packets, for a lossy link cannot be made here (${why})`)
    return undefined
  }
}

const measure = async () => {
  const link = lossyLink()
  const { word: target } = await startRole(
    import.meta.url,
    ['platform', link?.host ?? '127.0.0.1'],
    link?.inside,
  )
  const { word: baseUrl } = await startRole(import.meta.url, ['network', target])
  const endsAtMs = performance.now() + minutes * 60_000
  const isOver = () => performance.now() >= endsAtMs
  let suspected = 0
  const open = async () => {
    const call = openCall({ token: 'token', baseUrl })
    await call.started
    call.on('state', (state) => {
      if (state === 'suspect') suspected += 1
    })
    return call
  }
  const hold = async (call: CallSocket) => {
    const microphone = setInterval(() => call.sendAudio(frame), 20)
    while (!isOver() && call.state !== 'ended') await pause(100)
    clearInterval(microphone)
    const { state } = call
    call.close()
    await call.ended
    return state
  }
  const block = async () => {
    while (!isOver()) {
      await pause(30_000)
      const untilMs = performance.now() + blockedMs
      // A program that computes for four seconds, and hears nothing meanwhile.
      while (performance.now() < untilMs) continue
    }
  }
  const calls: CallSocket[] = []
  for (let n = 0; n < callCount; n += 1) calls.push(await open())
  const [states] = await Promise.all([Promise.all(calls.map(hold)), block()])
  const lost = states.filter((state) => state === 'ended').length
  const loss = link === undefined ? '' : `${String(lostPercent)} % of packets lost both ways, `
  console.log(
    `false alarms: ${String(callCount)} calls for ${String(minutes)} min with ${loss}${String(poor.latencyMs)} ms latency, ${String(poor.jitterMs)} ms jitter, stalls of ${String(stallMs / 1_000)} s and an event loop blocked for ${String(blockedMs / 1_000)} s: ${String(lost)} lost (goal 0), ${String(suspected)} times suspect`,
  )
  process.exit(lost > 0 ? 1 : 0)
}

const [, , role, given = ''] = process.argv
if (role === 'platform') await platform(given)
else if (role === 'network') await network(given)
else await measure()
