import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import openWabt from 'wabt'
import { decodeBase64 } from '../base64/base64.ts'
import { kernelCode } from './kernel-code.ts'

describe('kernelCode', () => {
  it('is the assembled kernel.wat', async () => {
    const wabt = await openWabt()
    const { buffer } = wabt
      .parseWat('kernel.wat', readFileSync(join(__dirname, 'kernel.wat'), 'utf8'))
      .toBinary({})
    expect([...decodeBase64(kernelCode)]).toEqual([...buffer])
  })

  it('is smaller than 2 kB', () => {
    expect(decodeBase64(kernelCode).length).toBeLessThan(2_000)
  })
})
