import { fileURLToPath } from 'node:url'
import { help } from './help.ts'
import { openMint, type Mint } from './mint.ts'
import { readOptions, type CommandLine } from './options.ts'
import { servePage } from './serve-page.ts'

const usualPort = 5173
const page = fileURLToPath(new URL('./page/', import.meta.url))

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

const isTaken = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'

/** The port that was asked for, and no other; without one the usual, or any that is free. */
const serveOn = async (port: number | undefined, { mint, callee }: Mint) => {
  try {
    return await servePage(page, port ?? usualPort, mint, callee)
  } catch (error) {
    if (!isTaken(error)) throw error
    if (port !== undefined)
      throw new Error(`port ${port} is taken: give another with --port`, { cause: error })
    return servePage(page, 0, mint, callee)
  }
}

const serve = async ({ destination, port }: Extract<CommandLine, { type: 'serve' }>) => {
  const mint = await openMint(destination)
  const server = await serveOn(port, mint)
  const { agent, place } = mint.callee
  console.log(`\n  ${server.url}\n\n  calls ${agent} (${place}); Ctrl-C stops it`)
  const stop = () => void Promise.all([server.close(), mint.close()])
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop)
}

const line = readOptions(process.argv.slice(2), process.env)
if (line.type === 'help') {
  process.stdout.write(help)
} else if (line.type === 'wrong') {
  console.error(line.sentence)
  process.exitCode = 2
} else {
  serve(line).catch((error: unknown) => {
    console.error(messageOf(error))
    process.exitCode = 2
  })
}
