import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { explainEnd } from '../call/end-reason.ts'
import { openCall } from '../call/socket.ts'
import { ConnectionLostError, isVatelError, RefusedError } from '../errors.ts'
import { isRetryableCloseCode, isRetryableStatus, retryDelayMs } from './retryable.ts'

const all = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n)

describe('isRetryableStatus', () => {
  it('is true for 408, 425, 429 and for server errors except 501 and 505', () => {
    const expected = [408, 425, 429, ...all(500, 599).filter((status) => status !== 501 && status !== 505)]
    expect(all(100, 999).filter(isRetryableStatus)).toEqual(expected)
  })

  it.each(all(200, 599))('agrees with the error and the explanation of a refusal with %d', (status) => {
    const expected = isRetryableStatus(status)
    expect(new RefusedError(status, '').retryable).toBe(expected)
    expect(explainEnd({ type: 'refused', status, message: '' }).retryable).toBe(expected)
  })
})

describe('isRetryableCloseCode', () => {
  it.each([1000, ...all(1001, 1016), 3000, 4000, 4401, 4999])(
    'agrees with the error and the explanation of close code %d',
    (code) => {
      const expected = isRetryableCloseCode(code)
      expect(new ConnectionLostError(code, '').retryable).toBe(expected)
      expect(explainEnd({ type: 'lost', code, reason: '' }).retryable).toBe(expected)
    },
  )
})

describe('retryDelayMs', () => {
  it.each([
    [0, 250, 1_250],
    [1, 250, 2_250],
    [2, 250, 4_250],
    [3, 250, 5_250],
    [30, 250, 5_250],
  ])('adds full jitter to a quarter of a second: attempt %d', (attempts, least, most) => {
    expect(retryDelayMs(attempts, undefined, () => 0)).toBe(least)
    expect(retryDelayMs(attempts, undefined, () => 1)).toBe(most)
  })

  it('waits as long as the platform asks, and up to a tenth beyond', () => {
    expect(retryDelayMs(1, 10_000, () => 0)).toBe(10_000)
    expect(retryDelayMs(1, 10_000, () => 1)).toBe(11_000)
    expect(retryDelayMs(1, 100, () => 0)).toBe(250)
  })
})

describe('a refused opening of a call', () => {
  it.each([400, 408, 425, 429, 500, 501, 503, 505])(
    'gets the same answer from the error and from the end for %d',
    async (status) => {
      const server = createServer()
      server.on('upgrade', (_request, socket) => {
        socket.end(`HTTP/1.1 ${String(status)} No\r\ncontent-length: 0\r\n\r\n`)
      })
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      const { port } = server.address() as AddressInfo
      const call = openCall({ token: 'token', baseUrl: `http://127.0.0.1:${String(port)}` })
      const error: unknown = await call.started.catch((reason: unknown) => reason)
      const end = await call.ended
      server.close()
      expect(isVatelError(error) && error.retryable).toBe(isRetryableStatus(status))
      expect(explainEnd(end).retryable).toBe(isRetryableStatus(status))
    },
  )
})
