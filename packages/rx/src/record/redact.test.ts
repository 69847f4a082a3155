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
    'dbPass',
    'SMTP_PASS',
    'user-pass',
    'tokenValue',
    'secret_string',
    'SECRET_KEY_BASE',
    'private_key_pem',
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
    ['boardingPass', canary],
    ['day_pass', canary],
    ['bypass', canary],
    ['oauth', canary],
    ['author', canary],
    ['pass', 12],
    ['auth', 'basic'],
    ['auth', { type: 'digest' }],
    ['keyValue', canary],
  ])('keeps %s: %j', (name, value) => {
    expect(redacted({ [name]: value })).toBe(JSON.stringify({ [name]: value }))
  })

  it.each(['pass', 'auth', '_auth'])('hides a text named %s', (name) => {
    expect(redacted({ [name]: canary })).toBe(JSON.stringify({ [name]: '***' }))
  })

  it.each(['field', 'label', 'header', 'variable', 'id'])(
    'hides a value that the field %s names',
    (field) => {
      expect(redacted({ [field]: 'Password', value: canary })).not.toContain(canary)
      expect(redacted({ [field]: 'City', value: 'Bern' })).toContain('Bern')
    },
  )

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
    [
      'use -----BEGIN RSA PRIVATE KEY-----\nCANARY+/=\n-----END RSA PRIVATE KEY----- now',
      'use -----BEGIN RSA PRIVATE KEY-----***-----END RSA PRIVATE KEY----- now',
    ],
    ['-----BEGIN PRIVATE KEY-----\nCANARY', '-----BEGIN PRIVATE KEY-----***'],
    [
      '-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: a-b\nCANARY',
      '-----BEGIN PGP PRIVATE KEY BLOCK-----***',
    ],
    [
      '-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----',
      '-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----',
    ],
    ['run --token CANARY --verbose', 'run --token *** --verbose'],
    ["x --client-secret 'CANARY CANARY' y", "x --client-secret '***' y"],
    ['x -api-key CANARY', 'x -api-key ***'],
    ['x --use-token --verbose', 'x --use-token --verbose'],
    ['the --token option of the command', 'the --token option of the command'],
    ['--token-file /etc/x', '--token-file /etc/x'],
    ['my token is here, the secret of it', 'my token is here, the secret of it'],
    ['curl -u bob:CANARY https://h', 'curl -u bob:*** https://h'],
    ['docker run --user 1000:1000 x', 'docker run --user 1000:1000 x'],
    ['DB_PASS=CANARY smtp-pass: CANARY', 'DB_PASS=*** smtp-pass: ***'],
    ['h?pass=CANARY&auth=CANARY', 'h?pass=***&auth=***'],
    ['= {"pass": "CANARY", "auth": "CANARY"}', '= {"pass": "***", "auth": "***"}'],
    [
      'the pass: closed, boarding_pass=12A, bypass=on, auth=basic',
      'the pass: closed, boarding_pass=12A, bypass=on, auth=basic',
    ],
    [
      'next=https%253A%252F%252Fh%253Ftoken%253DCANARY%2526b%253D2',
      'next=https%253A%252F%252Fh%253Ftoken%253D***%2526b%253D2',
    ],
    ['url=https%253A%252F%252Fuser%253ACANARY%2540h', 'url=https%253A%252F%252F***%2540h'],
    ['token：CANARY', 'token：***'],
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
    '--token ',
    ' --token',
    '--token "',
    'pass=',
    'db_pass',
    '-----BEGIN PRIVATE KEY-----',
    '-----BEGIN A ',
    '-----',
    ' -u a:',
    ' -u a:b',
    '://a%2540',
    '%25',
    '{"id":"token","value":"a"},',
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
