import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createClient } from '@vatel/core'
import { startSimulator, type Simulator } from '@vatel/simulator/node'
import { throughProxy } from '../snippets/proxy.ts'

/** Starts a proxy that knows CONNECT only, and lists the targets. It refuses with a status when one is given. */
const startProxy = async (refusal?: number) => {
  const targets: (string | undefined)[] = []
  const server = createServer((_, response) => response.writeHead(405).end())
  server.on('connect', ({ url = '' }, socket, head) => {
    targets.push(url)
    if (refusal !== undefined) {
      socket.end(`HTTP/1.1 ${refusal} Refused\r\ncontent-length: 0\r\n\r\n`)
      return
    }
    const { hostname, port } = new URL(`http://${url}`)
    const target = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      target.write(head)
      target.pipe(socket).pipe(target)
    })
    target.on('error', () => socket.destroy())
    socket.on('error', () => target.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  servers.push(server)
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, targets }
}

const servers: Server[] = []
let simulator: Simulator

beforeAll(async () => {
  simulator = await startSimulator()
})

afterAll(async () => {
  for (const server of servers) server.close()
  await simulator.close()
})

describe('a proxy', () => {
  it('carries requests and a whole call', async () => {
    const { url, targets } = await startProxy()
    const { fetch, WebSocket, close } = throughProxy(url)
    const vatel = createClient({ apiKey: simulator.apiKey, baseUrl: simulator.url, fetch })
    const { host } = new URL(simulator.url)
    expect((await vatel.agents.list()).map(({ id }) => id)).toEqual([simulator.agentId])
    expect(targets).toEqual([host])
    const token = simulator.mintToken()
    const call = await vatel.connect({ token }, { WebSocket })
    expect(targets).toEqual([host, host])
    for await (const { type } of call.messages()) if (type === 'response_audio') break
    call.close()
    expect((await call.ended).type).toBe('hung-up')
    await close()
  })

  it('that refuses is reported, by requests and by calls', async () => {
    const { url } = await startProxy(407)
    const { fetch, WebSocket, close } = throughProxy(url)
    const vatel = createClient({ apiKey: simulator.apiKey, baseUrl: simulator.url, fetch, retries: 0 })
    await expect(vatel.agents.list()).rejects.toMatchObject({ _tag: 'UnreachableError' })
    const token = simulator.mintToken()
    await expect(vatel.connect({ token }, { WebSocket })).rejects.toMatchObject({ status: 407 })
    await close()
  })

  it('has its code in the guide', () => {
    const guide = readFileSync(join(__dirname, '../rest.md'), 'utf8')
    const code = readFileSync(join(__dirname, '../snippets/proxy.ts'), 'utf8')
    expect(guide).toContain(`\`\`\`ts\n${code.trimEnd()}`)
  })
})
