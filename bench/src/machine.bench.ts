import type { ServerMessage } from '@vatel/core'
import { fileURLToPath } from 'node:url'
import { median, printFigures } from './core/ratio.ts'
import { startBareMachine } from './machine/bare-machine.ts'
import { beginCall, recordEvents, seen } from './machine/machine-call.ts'
import { exchanges } from './machine/talk.ts'

type BundleSize = (
  code: string,
  where: { readonly folder: string; readonly alias: Readonly<Record<string, string>> },
) => Promise<number>

const rounds = 60
const warmUpRounds = 60

const isAudio = ({ type }: ServerMessage): boolean => type === 'response_audio'
const all = exchanges.flat()

/** The same call with one chunk of audio for each turn. */
const withoutAudio = exchanges.map((messages) => {
  const last = messages.findLastIndex(isAudio)
  return messages.filter((message, index) => index === last || !isAudio(message))
})

/** Microseconds for each message of each exchange. An exchange is short: few of them are held up by what else runs. */
const timeCall = async (messages: readonly (readonly ServerMessage[])[]): Promise<readonly number[]> => {
  const { actor, give, pass } = await beginCall()
  const times: number[] = []
  for (const exchange of messages) {
    const startMs = performance.now()
    await give(exchange)
    times.push(((performance.now() - startMs) * 1_000) / exchange.length)
    pass()
  }
  actor.send({ type: 'hangUp' })
  return times
}

const recorded = await recordEvents(withoutAudio)

const timeBare = (): readonly number[] => {
  const send = startBareMachine()
  return recorded.map((events, index) => {
    const startMs = performance.now()
    for (const event of events) send(event)
    return ((performance.now() - startMs) * 1_000) / (withoutAudio[index]?.length ?? NaN)
  })
}

const times = { whole: [] as number[], sparse: [] as number[], bare: [] as number[] }
for (let round = -warmUpRounds; round < rounds; round += 1) {
  const whole = await timeCall(exchanges)
  const sparse = await timeCall(withoutAudio)
  const bare = timeBare()
  if (round < 0) continue
  times.whole.push(...whole)
  times.sparse.push(...sparse)
  times.bare.push(...bare)
}
const us = { whole: median(times.whole), sparse: median(times.sparse), bare: median(times.bare) }
const sparseCount = withoutAudio.flat().length
const audioUs = (us.whole * all.length - us.sparse * sparseCount) / (all.length - sparseCount)
const eventsPerMessage = recorded.flat().length / sparseCount

const script = fileURLToPath(new URL('../../scripts/workspace/bundle-size.mjs', import.meta.url))
const { bundleSize } = (await import(script)) as { readonly bundleSize: BundleSize }
const packages = fileURLToPath(new URL('../../packages', import.meta.url))
const where = {
  folder: `${packages}/machine`,
  alias: {
    '#environment': `${packages}/core/src/environment/browser.ts`,
    '@vatel/core': `${packages}/core/src/index.ts`,
    '@vatel/machine': `${packages}/machine/src/index.ts`,
  },
}
const core = "export * from '@vatel/core'\n"
const bytes =
  (await bundleSize(`${core}export { callMachine } from '@vatel/machine'`, where)) -
  (await bundleSize(core, where))

console.log(
  `Node ${process.version}; a call of ${String(exchanges.length)} exchanges, ${String(all.length)} messages, ` +
    `median of the exchanges of ${String(rounds)} calls in one process; an interface draws all it is told (${String(seen())})\n`,
)
console.log(
  `a bare machine of this shape, moved by the same events, ${eventsPerMessage.toFixed(2)} a message: ${us.bare.toFixed(2)} µs a message`,
)
console.log(`a chunk of audio after the first of its turn: ${audioUs.toFixed(2)} µs, decoding it included\n`)
printFigures([
  { what: 'a message of the platform, audio aside', value: us.sparse, goal: 15, unit: 'µs' },
  { what: 'the same, against the bare machine', value: us.sparse / us.bare, goal: 2.5, unit: 'times' },
  {
    what: '`{ callMachine }` beyond core, min+gz, XState included',
    value: bytes / 1_000,
    goal: 18,
    unit: 'kB',
  },
])
