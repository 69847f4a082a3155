import { createHmac } from 'node:crypto'
import * as E from 'fp-ts/Either'
import fc from 'fast-check'
import { readToken, writeToken, type Claims } from './token.ts'

const claims: Claims = {
  agent_id: 'a',
  version_id: 'v',
  scopes: ['voice'],
  iat: 1_000,
  exp: 1_300,
  jti: 'j',
  parameters: { prompt: 'Übe, 日本語' },
}
const token = writeToken(claims, 'secret')

describe('session tokens', () => {
  it('come back as they were written', () => {
    expect(readToken(token, 'secret', 1_299)).toEqual(E.right(claims))
  })

  it('are signed as RFC 7518 says, by the measure of another implementation', () => {
    const [header, body, signature] = token.split('.')
    expect(JSON.parse(Buffer.from(header ?? '', 'base64url').toString())).toEqual({
      alg: 'HS256',
      typ: 'JWT',
    })
    expect(signature).toBe(createHmac('sha256', 'secret').update(`${header}.${body}`).digest('base64url'))
  })

  it('expire', () => {
    expect(readToken(token, 'secret', 1_300)).toEqual(E.left('expired'))
  })

  it('are good for one secret only', () => {
    expect(readToken(token, 'other', 1_000)).toEqual(E.left('bad-signature'))
  })

  it('cannot be changed in any character', () => {
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom('A', 'b', '0', '-', '.'), (at, letter) => {
        fc.pre(token[at] !== letter)
        expect(E.isLeft(readToken(token.slice(0, at) + letter + token.slice(at + 1), 'secret', 1_000))).toBe(
          true,
        )
      }),
    )
  })

  it.each(['', 'x', 'a.b', 'a.b.c.d'])('are not %j', (text) => {
    expect(readToken(text, 'secret', 0)).toEqual(E.left('no-token'))
  })
})
