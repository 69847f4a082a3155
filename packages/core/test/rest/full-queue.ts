import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { execPath } from 'node:process'
import { until } from '../until.ts'

/** A server that takes no connection any more. */
export interface FullQueue {
  readonly baseUrl: string
  close(): void
}

/** Listens with the shortest queue, says where, and is blocked: nobody takes what comes. */
const program = `
const server = require('node:net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
  require('node:fs').writeSync(1, String(server.address().port))
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 120_000)
  process.exit()
})`

/** Opens a server with whom no TCP connection comes about: its queue is full, so that the system lets packets fall. */
export const openFullQueue = async (): Promise<FullQueue> => {
  const child = spawn(execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  const port = Number(said.toString())
  let waiting = 0
  const crowd = Array.from({ length: 8 }, () => connect({ port, host: '127.0.0.1' }))
  for (const socket of crowd) {
    socket.on('connect', () => (waiting += 1))
    socket.on('error', () => undefined)
  }
  // Linux lets one more wait than was asked for.
  await until(() => waiting === 2)
  return {
    baseUrl: `http://127.0.0.1:${String(port)}`,
    close() {
      child.kill('SIGKILL')
      for (const socket of crowd) socket.destroy()
    },
  }
}
