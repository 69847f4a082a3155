import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { simulatePlatform, type LoadedScenario } from '@vatel/simulator'
import { loadScenario } from '@vatel/simulator/node'
import { frameMs, microphoneTexts } from './simulator/microphone.ts'
import { createVirtualClock } from './simulator/virtual-clock.ts'

const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '1000' },
    'at-once': { type: 'string', default: '50' },
    seconds: { type: 'string', default: '60' },
  },
})
const total = Number(values.calls)
const atOnce = Number(values['at-once'])
const durationMs = Number(values.seconds) * 1_000
const packageDir = join(import.meta.dirname, '../../packages/simulator')

setFlagsFromString('--expose-gc')
const gc = runInNewContext('gc') as () => void

/** Memory in use after a garbage collection in megabytes. */
const usedMb = (): number => {
  gc()
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / 1e6
}

/** The bistro, which answers whatever is said and never ends the call. */
const endless = (script: LoadedScenario): LoadedScenario => ({
  ...script,
  scenario: { ...script.scenario, turns: [], otherwise: { user: 'A table, please.', say: 'full' } },
})

const script = endless(await loadScenario(join(packageDir, 'scenarios/bistro.json')))
const microphone = microphoneTexts(readFileSync(join(packageDir, 'speech/bistro/user.wav')), durationMs)
const turn = () => new Promise((resolve) => setImmediate(resolve))

interface Client {
  send(text: string): void
  close(): void
  addEventListener(type: 'message', listener: (event: { readonly data: string }) => void): void
}

const clock = createVirtualClock()
const platform = simulatePlatform({ scenario: script, clock })
/** Memory of the process before the first call. */
const emptyMb = usedMb()
const counts = { sent: 0, received: 0, turns: 0 }

const dial = async (): Promise<Client> => {
  const response = await platform.fetch(`${platform.url}/v1/session-token`, {
    method: 'POST',
    headers: { authorization: `Bearer ${platform.apiKey}` },
    body: JSON.stringify({ agent_id: platform.agentId }),
  })
  const { token } = (await response.json()) as { readonly token: string }
  const client = new platform.WebSocket(`wss://simulator.invalid/v1/connection?token=${token}`) as Client
  client.addEventListener('message', ({ data }) => {
    counts.received++
    if (data.startsWith('{"type":"speech_stopped"')) counts.turns++
  })
  return client
}

/** Holds so many calls of one minute at once; gives the memory that each takes at its end, in megabytes. */
const holdCalls = async (calls: number): Promise<number> => {
  const clients = await Promise.all(Array.from({ length: calls }, dial))
  for (const text of microphone) {
    clock.advance(frameMs)
    for (const client of clients) client.send(text)
    counts.sent += calls
    await turn()
  }
  const after = usedMb()
  for (const client of clients) client.close()
  await turn()
  return (after - emptyMb) / calls
}

const [beganAt, cpu] = [performance.now(), process.cpuUsage()]
const memory: number[] = []
for (let held = 0; held < total; held += atOnce) memory.push(await holdCalls(Math.min(atOnce, total - held)))
const seconds = (performance.now() - beganAt) / 1_000
const { user, system } = process.cpuUsage(cpu)
const busySeconds = (user + system) / 1e6
const callSeconds = (total * durationMs) / 1_000
const leftMb = (usedMb() - emptyMb) / total
const recordingMb = (durationMs / 1_000) * 0.048

console.log(`${total} calls of ${values.seconds} s in virtual time, ${atOnce} at once, in one process\n`)
console.log('| | |')
console.log('| --- | --: |')
console.log(`| time, of which busy | ${seconds.toFixed(1)} s, ${busySeconds.toFixed(1)} s |`)
console.log(`| calls per second | ${(total / seconds).toFixed(1)} |`)
console.log(`| calls per second of processor time | ${(total / busySeconds).toFixed(1)} |`)
console.log(`| faster than real time | ${Math.round(callSeconds / seconds)} × |`)
console.log(`| processor time for 20 ms of a call | ${((busySeconds * 1e6) / counts.sent).toFixed(1)} µs |`)
console.log(`| memory per call | ${memory[0]?.toFixed(2)} MB |`)
console.log(`| of which the recording of the user | ${recordingMb.toFixed(2)} MB |`)
console.log(`| memory that a call leaves behind, 32 recordings included | ${leftMb.toFixed(2)} MB |`)
console.log(`\n${counts.sent} frames in, ${counts.received} messages out, ${counts.turns} utterances heard`)
if (counts.turns < total) throw new Error('a call has heard nothing')
