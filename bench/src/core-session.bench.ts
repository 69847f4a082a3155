import { fileURLToPath } from 'node:url'
import { buildCore } from './core/build-core.ts'
import { startChild, tellParent } from './core/child.ts'
import { openerOf } from './core/open-session.ts'
import { median, printFigures } from './core/ratio.ts'
import { serve } from './core/serve.ts'

const sessions = 40
const windowMs = 1_500
const rounds = 21
const frameMs = 20
/** A server soon has read as many frames as a call has in an hour; until then its code is not compiled yet. */
const warmUp = { rounds: 12, everyMs: 5 }

interface Order {
  readonly everyMs: number
}

interface Window {
  readonly cpuUs: number
  readonly frames: number
}

const pcm = Int16Array.from({ length: 480 }, (_, i) => Math.round(9_000 * Math.sin(i / 9)))

/** Talks in every session for a while when it is told to, and tells what it cost. */
const talk = async (kind: 'ours' | 'bare', folder: string, port: number) => {
  const open = await openerOf(kind, folder)
  let frames = 0
  const count = () => (frames += 1)
  const all = await Promise.all(Array.from({ length: sessions }, () => open(port, count)))
  process.on('message', ({ everyMs }: Order) => {
    const before = { cpu: process.cpuUsage(), frames }
    const timer = setInterval(() => {
      for (const session of all) session.send(pcm)
    }, everyMs)
    setTimeout(() => {
      clearInterval(timer)
      const { user, system } = process.cpuUsage(before.cpu)
      tellParent({ cpuUs: user + system, frames: frames - before.frames } satisfies Window)
    }, windowMs)
  })
  tellParent('ready')
}

const measure = async () => {
  const folder = await buildCore()
  const script = fileURLToPath(import.meta.url)
  const [server, port] = await startChild<object, number>(script, 'server', [folder])
  const [ours] = await startChild<Order, Window>(script, 'ours', [folder, String(port)])
  const [bare] = await startChild<Order, Window>(script, 'bare', [folder, String(port)])
  const perFrame = { ours: [] as number[], bare: [] as number[] }
  const turns = [
    ['ours', ours],
    ['bare', bare],
  ] as const
  for (let round = -warmUp.rounds; round < rounds; round++)
    // Whoever goes first in one round goes last in the next, so that a machine that gets busier favours nobody.
    for (const [kind, child] of round % 2 === 0 ? turns : turns.toReversed()) {
      const { cpuUs, frames } = await child.ask({ everyMs: round < 0 ? warmUp.everyMs : frameMs })
      if (round >= 0) perFrame[kind].push(cpuUs / frames)
    }
  for (const child of [ours, bare, server]) child.stop()
  console.log(
    `Node ${process.version}, ${String(sessions)} sessions of ${String(1_000 / frameMs)} frames/s both ways, a process each for the platform, for ours and for bare ws with JSON.parse; processor time of a frame there and one back, ${String(rounds)} windows of ${String(windowMs / 1_000)} s each in turns, after a warm-up\n`,
  )
  console.log('| client | median | least |')
  console.log('| --- | --: | --: |')
  for (const [kind, us] of Object.entries(perFrame))
    console.log(`| ${kind} | ${median(us).toFixed(1)} µs | ${Math.min(...us).toFixed(1)} µs |`)
  console.log()
  printFigures([
    {
      what: 'processor time of a frame, beside bare ws and JSON.parse',
      value: median(perFrame.ours.map((us, round) => us / (perFrame.bare[round] ?? NaN))),
      goal: 1.3,
      unit: '×',
    },
  ])
}

const [role, folder = '', port = ''] = process.argv.slice(2)
if (role === 'server') serve(folder)
else if (role === 'ours' || role === 'bare') await talk(role, folder, Number(port))
else await measure()
