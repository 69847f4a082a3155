import { createClient, InvalidArgumentError, openCall, runTools, sessionTokenHandler } from '../src/index.ts'

/** Permits nobody. */
const authorize = (): undefined => undefined

/** Functions as a program in JavaScript may call them. */
const callable: Readonly<Record<string, (...args: readonly unknown[]) => unknown>> = {
  openCall: openCall as never,
  createClient: createClient as never,
  sessionTokenHandler: sessionTokenHandler as never,
  runTools: runTools as never,
}

describe('arguments that are missing in JavaScript', () => {
  it.each([
    ['openCall', [], 'token: must be a session token'],
    [
      'createClient',
      [],
      'apiKey: must be your organization API key, which a server reads from its environment',
    ],
    [
      'createClient',
      [{ apiKey: '' }],
      'apiKey: must be your organization API key, which a server reads from its environment: ' +
        'ASCII without spaces, not empty',
    ],
    [
      'createClient',
      [{ apiKey: 'a-key', baseUrl: 'localhost:8080' }],
      'baseUrl: must begin with https://, or on this machine with http://',
    ],
    [
      'createClient',
      [{ apiKey: 'a-key', baseURL: 'http://127.0.0.1:8080' }],
      'baseURL: must be left out: there are only apiKey, baseUrl, fetch, timeoutMs, retries, exposeApiKeyInBrowser, clock',
    ],
    ['sessionTokenHandler', [], 'authorize: must be a function'],
    ['sessionTokenHandler', [{ authorize }], 'client: must be a client, as of createClient'],
    [
      'sessionTokenHandler',
      [
        {
          client: createClient({ apiKey: 'a-key' }),
          authorize,
          origins: ['app.example.com'],
        },
      ],
      'origins: must be origins with a scheme and without a path, such as https://app.example.com, not app.example.com',
    ],
    ['runTools', [], 'connection: must be a call, as of openCall'],
    ['runTools', [{ on: () => undefined }], 'tools: must be an object of tools by their names'],
  ])('%s refuses %j by the name of the argument', (name, args, message) => {
    expect(() => callable[name]?.(...args)).toThrow(InvalidArgumentError)
    expect(() => callable[name]?.(...args)).toThrow(message)
  })

  it('connect of a client rejects without parameters, and with an empty id', async () => {
    const client = createClient({ apiKey: 'a-key' }) as unknown as {
      readonly connect: (input?: object) => Promise<unknown>
    }
    await expect(client.connect({ agent_id: '' })).rejects.toThrow(
      'agent_id: expected a string that is not empty, got an empty string',
    )
    await expect(client.connect()).rejects.toMatchObject({ _tag: 'InvalidArgumentError', field: 'input' })
  })
})
