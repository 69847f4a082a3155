import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import WebSocket from 'ws'
import { measureLateness, type LatenessReport } from './simulator/lateness.ts'
import { serve, type Served, type Started } from './simulator/live-server.ts'
import { frameMs, microphoneTexts } from './simulator/microphone.ts'

const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '100' },
    seconds: { type: 'string', default: '30' },
    serve: { type: 'boolean', default: false },
  },
})
const calls = Number(values.calls)
const durationMs = Number(values.seconds) * 1_000
const packageDir = join(import.meta.dirname, '../../packages/simulator')

/** Starts the server in a process of its own, on the first core alone where the system can do that. */
const startServer = () => {
  const command = [process.execPath, import.meta.filename, '--serve', '--seconds', values.seconds]
  const pinned = process.platform === 'linux' ? ['taskset', '-c', '0', ...command] : command
  const [file = '', ...args] = pinned
  return spawn(file, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
}

/** The next message of the server's process, which is ours and so known. */
const messageOf = async <A>(child: ReturnType<typeof startServer>): Promise<A> => {
  const [message] = (await once(child, 'message')) as [A]
  return message
}

const dial = async ({ url, apiKey, agentId }: Started): Promise<WebSocket> => {
  const response = await fetch(`${url}/v1/session-token`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}` },
    body: JSON.stringify({ agent_id: agentId }),
  })
  const { token } = (await response.json()) as { readonly token: string }
  const socket = new WebSocket(`${url.replace('http', 'ws')}/v1/connection?token=${token}`, {
    perMessageDeflate: false,
  })
  await once(socket, 'open')
  return socket
}

const holdCalls = async (): Promise<void> => {
  const child = startServer()
  const started = await messageOf<Started>(child)
  const microphone = microphoneTexts(readFileSync(join(packageDir, 'speech/bistro/user.wav')), durationMs)
  const [spoken, arrived] = [measureLateness(frameMs), measureLateness(frameMs)]
  const speak = async (index: number): Promise<void> => {
    // Calls do not begin all at once.
    await new Promise((resolve) => setTimeout(resolve, index * 7))
    const socket = await dial(started)
    socket.on('message', (data: Buffer) => {
      if (data.subarray(0, 24).toString('latin1') === '{"type":"response_audio"')
        arrived.note(String(index), performance.now())
    })
    const beganAt = performance.now()
    for (const [frame, text] of microphone.entries()) {
      const waitMs = beganAt + frame * frameMs - performance.now()
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs))
      spoken.note(String(index), performance.now())
      socket.send(text)
    }
    socket.terminate()
  }
  const beganAt = performance.now()
  await Promise.all(Array.from({ length: calls }, (_, index) => speak(index)))
  const passedMs = performance.now() - beganAt
  child.send('enough')
  const served = await messageOf<Served>(child)
  await once(child, 'exit')
  print(served, passedMs, spoken.report(), arrived.report())
}

const row = (what: string, { frames, late, p50Ms, p99Ms, worstMs }: LatenessReport): string =>
  `| ${[
    what,
    frames,
    `${late} (${((100 * late) / frames).toFixed(2)} %)`,
    ...[p50Ms, p99Ms, worstMs].map((ms) => ms.toFixed(1)),
  ].join(' | ')} |`

const print = (served: Served, passedMs: number, spoken: LatenessReport, arrived: LatenessReport): void => {
  const place = process.platform === 'linux' ? 'pinned to one core' : 'on any core'
  console.log(`${calls} calls of ${values.seconds} s over ws, 50 frames a second each way\n`)
  console.log(`The server has a process of its own, ${place}; all clients share another.`)
  console.log(`${availableParallelism()} cores, load average ${loadavg()[0]?.toFixed(1)}\n`)
  console.log('| | frames | late by > 20 ms | p50 ms | p99 ms | worst ms |')
  console.log('| --- | --: | --: | --: | --: | --: |')
  console.log(row('the clients send', spoken))
  console.log(row('… and the server has it', served.heard))
  console.log(row('the server sends', served.said))
  console.log(row('… and the clients have it', arrived))
  console.log(`\nthe server was busy for ${((100 * served.busyMs) / passedMs).toFixed(0)} % of the time`)
}

if (values.serve) await serve(packageDir, durationMs)
else await holdCalls()
