import { fileURLToPath } from 'node:url'
import { setTimeout as wait } from 'node:timers/promises'
import { buildCore } from './core/build-core.ts'
import { startChild, tellParent } from './core/child.ts'
import { openerOf, type Session } from './core/open-session.ts'
import { median, printFigures } from './core/ratio.ts'
import { serve } from './core/serve.ts'

const sessions = 3_000
const rounds = 3

/** Memory of the process after a garbage collection in bytes. */
interface Held {
  readonly heap: number
  readonly resident: number
}

const weigh = async (): Promise<Held> => {
  for (let turn = 0; turn < 5; turn++) {
    globalThis.gc?.()
    await wait(20)
  }
  const { heapUsed, external, rss } = process.memoryUsage()
  return { heap: heapUsed + external, resident: rss }
}

/** Opens many sessions, keeps them idle, and tells what each holds. */
const hold = async (kind: 'ours' | 'bare', folder: string, port: number) => {
  const open = await openerOf(kind, folder)
  const all: Session[] = []
  const openSome = async (count: number) => {
    const ready = await Promise.all(Array.from({ length: count }, () => open(port, () => undefined)))
    all.push(...ready)
  }
  await openSome(100)
  const before = await weigh()
  for (let opened = 0; opened < sessions; opened += 100) await openSome(100)
  const after = await weigh()
  if (all.length !== sessions + 100) throw new Error('not all sessions are open')
  tellParent({
    heap: (after.heap - before.heap) / sessions,
    resident: (after.resident - before.resident) / sessions,
  } satisfies Held)
}

const measure = async () => {
  const folder = await buildCore()
  const script = fileURLToPath(import.meta.url)
  const [server, port] = await startChild<object, number>(script, 'server', [folder])
  const held = { ours: [] as Held[], bare: [] as Held[] }
  for (let round = 0; round < rounds; round++)
    for (const kind of ['bare', 'ours'] as const) {
      const [child, answer] = await startChild<object, Held>(script, kind, [folder, String(port)])
      child.stop()
      held[kind].push(answer)
    }
  server.stop()
  const kB = (kind: 'ours' | 'bare', what: keyof Held) => median(held[kind].map((it) => it[what])) / 1_000
  console.log(
    `Node ${process.version}, ${String(sessions)} idle sessions in one process, the platform in another; what one holds after garbage collection, median of ${String(rounds)} fresh processes\n`,
  )
  console.log('| client | heap and buffers | resident |')
  console.log('| --- | --: | --: |')
  for (const kind of ['ours', 'bare'] as const)
    console.log(`| ${kind} | ${kB(kind, 'heap').toFixed(1)} kB | ${kB(kind, 'resident').toFixed(1)} kB |`)
  console.log()
  printFigures([
    {
      what: 'an idle session beyond bare ws, heap and buffers',
      value: kB('ours', 'heap') - kB('bare', 'heap'),
      goal: 20,
      unit: 'kB',
    },
    {
      what: 'an idle session beyond bare ws, resident',
      value: kB('ours', 'resident') - kB('bare', 'resident'),
      goal: 20,
      unit: 'kB',
    },
  ])
}

const [role, folder = '', port = ''] = process.argv.slice(2)
if (role === 'server') serve(folder)
else if (role === 'ours' || role === 'bare') await hold(role, folder, Number(port))
else await measure()
