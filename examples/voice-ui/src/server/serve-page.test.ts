import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RefusedError } from '@vatel/core'
import { servePage, type ServedPage } from './serve-page.ts'

const session = { token: 'a token', baseUrl: 'http://127.0.0.1:1' }

/** `fetch` sets the headers that tell where a page comes from by itself; a page elsewhere would not send ours. */
const ask = (url: string, headers: Record<string, string> = {}, method = 'POST') =>
  new Promise<{ status: number | undefined; body: string; policy: unknown }>((resolve, reject) => {
    const sent = request(url, { method, headers }, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (text: string) => (body += text))
      response.on('end', () =>
        resolve({
          status: response.statusCode,
          body,
          policy: response.headers['content-security-policy'],
        }),
      )
    })
    sent.on('error', reject).end()
  })

describe('servePage', () => {
  let folder: string
  let server: ServedPage
  let mint: () => Promise<typeof session>

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'vatel-page-'))
    writeFileSync(join(folder, 'index.html'), '<title>page</title>')
    mint = () => Promise.resolve(session)
    server = await servePage(folder, 0, () => mint())
  })
  afterEach(async () => {
    await server.close()
    rmSync(folder, { recursive: true })
  })

  it('serves the page under a policy without inline or foreign code', async () => {
    const { status, body, policy } = await ask(server.url, {}, 'GET')
    expect({ status, body }).toEqual({ status: 200, body: '<title>page</title>' })
    expect(policy).toContain("script-src 'self';")
    expect(policy).not.toContain('unsafe')
  })

  it('tells the page which agent is behind it, whatever its name', async () => {
    writeFileSync(join(folder, 'index.html'), '<meta name="vatel-server" content="" />')
    const callee = { agent: 'A "$&" <b>', baseUrl: 'http://127.0.0.1:1', place: 'here' }
    const named = await servePage(folder, 0, mint, callee)
    const { body } = await ask(named.url, {}, 'GET')
    await named.close()
    const [, content = ''] = /content="([^"]*)"/.exec(body) ?? []
    const text = content.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&')
    expect(JSON.parse(text)).toEqual(callee)
  })

  it('gives its own page a token', async () => {
    const { status, body } = await ask(`${server.url}api/session`, { 'sec-fetch-site': 'same-origin' })
    expect(status).toBe(200)
    expect(JSON.parse(body)).toEqual(session)
  })

  it.each([
    ['a page elsewhere', { 'sec-fetch-site': 'cross-site' }],
    ['a page on another port', { 'sec-fetch-site': 'same-site' }],
    ['a name that somebody pointed at this machine', { host: 'evil.test', 'sec-fetch-site': 'same-origin' }],
  ])('gives %s no token', async (_who, headers) => {
    const { status, body } = await ask(`${server.url}api/session`, headers)
    expect(status).toBe(403)
    expect(body).not.toContain(session.token)
  })

  it('mints by POST only, so that no link does', async () => {
    expect((await ask(`${server.url}api/session`, {}, 'GET')).status).toBe(405)
  })

  it.each([
    [new RefusedError(401, 'no such key'), 401, 'no such key'],
    [new Error('no network'), 502, 'no network'],
  ])('passes on why there is no token: %s', async (error, status, text) => {
    mint = () => Promise.reject(error)
    const answer = await ask(`${server.url}api/session`)
    expect(answer.status).toBe(status)
    expect(answer.body).toContain(text)
  })

  it('says that there is nothing elsewhere', async () => {
    expect((await ask(`${server.url}nothing`, {}, 'GET')).status).toBe(404)
  })
})
