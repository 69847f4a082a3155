import fc from 'fast-check'
import { redact } from './redact.ts'

/** Secrets of these tests begin so. */
const canary = 'CANARY-1'

const redacted = (value: unknown): string => JSON.stringify(value, redact)

describe('redact', () => {
  it.each([
    'token',
    'accessToken',
    'access_token',
    'access-token',
    'ACCESS_TOKEN',
    'X-Auth-Token',
    'idtoken',
    'clientSecret',
    'client_secret',
    'secret',
    'userPassword',
    'user-password',
    'PASSWD',
    'db.passwd',
    'key',
    'apiKey',
    'apikey',
    'APIKEY',
    'api_key',
    'x-api-key',
    'API_KEY',
    'privateKey',
    'Authorization',
    'Set-Cookie',
    'password2',
    'token_2',
    'access-token-v2',
    'password_confirmation',
    'token[0]',
    'secret[]',
    'user[token]',
    'Token ',
    `${'x'.repeat(100_000)}_token`,
  ])('hides a value named %.40s: text, number, list and object, as a property and as an argument', (name) => {
    for (const value of [canary, `${canary} and more`, 1_234_567, [canary], { inner: canary }]) {
      for (const text of [redacted({ [name]: value }), redacted({ arguments: [{ name, value }] })]) {
        expect(text).not.toMatch(/CANARY|1234567/)
        expect(text).toContain('***')
      }
    }
  })

  it.each([
    ['monkey', canary],
    ['MONKEY', canary],
    ['tokenizer', canary],
    ['keyboard', canary],
    ['secretary', canary],
    ['toolCallId', canary],
    ['max_tokens', 256],
    ['hasPassword', true],
    ['token', null],
  ])('keeps %s: %j', (name, value) => {
    expect(redacted({ [name]: value })).toBe(JSON.stringify({ [name]: value }))
  })

  it('keeps the name in a pair of key and value, and hides the value of a secret', () => {
    const variables = [
      { key: 'city', value: 'Bern' },
      { key: 'session_token', value: canary },
    ]
    expect(redacted({ variables })).toBe(
      '{"variables":[{"key":"city","value":"Bern"},{"key":"session_token","value":"***"}]}',
    )
  })

  const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJDQU5BUlkifQ.CANARY'
  it.each([
    [
      'see wss://example.org/v1/connection?token=CANARY for more',
      'see wss://example.org/v1/connection?token=*** for more',
    ],
    [
      'https://h/?a=1&access_token=CANARY&b=2#id_token=CANARY',
      'https://h/?a=1&access_token=***&b=2#id_token=***',
    ],
    ['next=https%3A%2F%2Fh%3Ftoken%3DCANARY%26b%3D2', 'next=https%3A%2F%2Fh%3Ftoken%3D***%26b%3D2'],
    ['https://user:CANARY@example.org/a@b', 'https://***@example.org/a@b'],
    ['postgres://CANARY:CAN@ARY@db/x', 'postgres://***@db/x'],
    ['"https:\\/\\/user:CANARY@h\\/a"', '"https:\\/\\/***@h\\/a"'],
    ['Authorization: Basic Q0FOQVJZOjE=', 'Authorization: Basic ***'],
    ['authorization: Bearer CANARY, ok', 'authorization: Bearer ***, ok'],
    ['it said Bearer CANARY is not known', 'it said Bearer *** is not known'],
    ['curl -H "Basic CANARY0=="', 'curl -H "Basic ***"'],
    ['Basic information about the bearer', 'Basic information about the bearer'],
    ['Cookie: a=CANARY; b=CANARY\nAccept: x', 'Cookie: ***\nAccept: x'],
    ['{"password": "CANARY", "ok": true}', '{"password": "***", "ok": true}'],
    ['{"password":"a\\"CANARY","ok":1}', '{"password":"***","ok":1}'],
    [
      '{"a":"{\\"password\\":\\"x\\\\\\"CANARY\\",\\"b\\":1}"}',
      '{"a":"{\\"password\\":\\"***\\",\\"b\\":1}"}',
    ],
    ['{"apiKeys": ["CANARY", "]CANARY"], "n": [1]}', '{"apiKeys":"***","n":[1]}'],
    ['list {"apiKeys": ["CANARY", "]CANARY"], "n": [1]}', 'list {"apiKeys": ***, "n": [1]}'],
    ['{"clientSecret":{"a":"}","b":"CANARY"},"c":2}', '{"clientSecret":"***","c":2}'],
    ['= {"clientSecret":{"a":"}","b":"CANARY"},"c":2}', '= {"clientSecret":***,"c":2}'],
    [
      '{"pin_token": 12345, "max_tokens": 256, "hasPassword": false}',
      '{"pin_token":"***","max_tokens":256,"hasPassword":false}',
    ],
    ["{'api-key': 'CANARY', 'city': 'Bern'}", "{'api-key': '***', 'city': 'Bern'}"],
    ['{"token":"CANARY', '{"token":"***'],
    ['API key: CANARY', 'API key: ***'],
    ['the key: turn left', 'the key: turn left'],
    ['my password: CANARY', 'my password: ***'],
    ['monkey=banana tokenizer: on', 'monkey=banana tokenizer: on'],
    ['<monkey>banana</monkey>', '<monkey>banana</monkey>'],
    [
      '<token>CANARY</token><a:apiKey id="1">CANARY</a:apiKey>',
      '<token>***</token><a:apiKey id="1">***</a:apiKey>',
    ],
    ['Authorization: Token CANARY\nAccept: x', 'Authorization: ***\nAccept: x'],
    ['Authorization: Digest username="CANARY", nonce="CANARY"\nAccept: x', 'Authorization: ***\nAccept: x'],
    [
      'https://h/?user[token]=CANARY&a=1&secret%5B%5D=CANARY',
      'https://h/?user[token]=***&a=1&secret%5B%5D=***',
    ],
    ['https://h/?se=1&sig=CANARY&a=1', 'https://h/?se=1&sig=***&a=1'],
    ['url=https%3A%2F%2Fuser%3ACANARY%40h%2Fa', 'url=https%3A%2F%2F***%40h%2Fa'],
    ['{token: `CANARY CANARY`}', '{token: `***`}'],
    ["'token' => 'CANARY', api_key := CANARY", "'token' => '***', api_key := ***"],
    ['password: CANARY!#CANARY&CANARY)', 'password: ***'],
    ['AKIACANARYCANARY12', '***'],
    ['[{"name":"token","value":"CANARY"},{"b":1}]', '[{"name":"token","value":"***"},{"b":1}]'],
    ['{"value":"CANARY","key":"token"}', '{"value":"***","key":"token"}'],
    [
      '{"headers":[["x-token","CANARY"],["city","Bern"]],"sessions":{"vk_CANARY":2}}',
      '{"headers":[["x-token","***"],["city","Bern"]],"sessions":{"***":2}}',
    ],
    ['["token","city"] and [["a","b"]]', '["token","city"] and [["a","b"]]'],
    ['use vk_CANARY1 now', 'use *** now'],
    ['(vk_live_CANARY)', '(***)'],
    ['sk-CANARY123 or ghp_CANARY1234', '*** or ***'],
    [`use ${jwt}.`, 'use ***'],
    [`url?x=${jwt}&b=1`, 'url?x=***&b=1'],
    ['eyJust a word, scikit-learn, vk_1', 'eyJust a word, scikit-learn, vk_1'],
    ['12:30, ratio 4:3, a=b', '12:30, ratio 4:3, a=b'],
  ])('redacts %j to %j', (text, expected) => {
    expect(redacted({ text })).toBe(JSON.stringify({ text: expected }))
    expect(redacted([text])).toBe(JSON.stringify([expected]))
  })

  it('keeps text without a secret', () => {
    const harmless = fc.string({ unit: fc.constantFrom(...Array.from('ab z:="\'{}[],/\\%._-@?&#0')) })
    fc.assert(
      fc.property(harmless, (text) => {
        // Only the user part of a URL is a secret here.
        fc.pre(!text.includes('@'))
        expect(redacted(text)).toBe(JSON.stringify(text))
      }),
    )
  })

  it('returns valid JSON for a text that is JSON', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        for (const each of [
          text,
          JSON.stringify({ token: text, b: [{ name: 'key', value: text }] }),
          `{"token": [${text}]}`,
        ])
          expect(() => void JSON.parse(JSON.parse(redacted(each)) as string)).not.toThrow()
      }),
    )
  })

  it('hides a secret in JSON within JSON, however deep', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 3 }), (noise, depth) => {
        let text = JSON.stringify({ noise: 'n', access_token: `${noise}${canary}${noise}`, city: 'Bern' })
        for (let level = 0; level < depth; level += 1) text = JSON.stringify({ text })
        expect(redacted({ text })).not.toContain(canary)
        expect(redacted({ text })).toContain('Bern')
      }),
    )
  })

  /** Pieces that a pattern has to read again and again if it takes more than linear time. */
  it.each([
    'eyJA',
    'eyJA.',
    'a',
    'a.',
    '-',
    '.',
    ' ',
    ':',
    '=',
    '"',
    '\\',
    '\\"',
    '[',
    '{"',
    '://',
    '://a@',
    '@',
    '%3d',
    'token',
    'token:',
    'token=',
    'token="',
    'token:[',
    'token:{"a":',
    'tokens=1',
    'token=true',
    'password\\"',
    'key',
    'key ',
    'api key',
    'Key:',
    'bearer',
    'bearer ',
    'basic ',
    'basic a',
    'vk_',
    'vk_a.',
    'AKIA',
    'cookie:',
    'cookie=a;',
    '<token>',
    '<a ',
    '%3a%2f%2f',
    'authorization:a "',
    'authorization: a="b',
    'a="',
    '[["token","',
    '{"name":"token","value":"a"},',
    '`',
  ])('takes time in proportion to the length of a text of %j', (piece) => {
    // Processor time, because a busy machine lets this process wait.
    const costMs = (length: number): number => {
      const text = `!${piece.repeat(length / piece.length)}!`
      const before = process.cpuUsage()
      redacted({ text })
      const { user, system } = process.cpuUsage(before)
      return (user + system) / 1_000
    }
    costMs(20_000)
    const quickest = (length: number) => Math.min(costMs(length), costMs(length), costMs(length))
    const short = quickest(20_000)
    // 16 times the text; 256 times the cost where it were quadratic.
    const long = quickest(320_000)
    expect(long).toBeLessThan(Math.max(80, 80 * short))
  })
})
