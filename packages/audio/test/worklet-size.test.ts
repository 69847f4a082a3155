import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { minify } from '@swc/core'
import { bundleScript } from '../../../test/browser/bundle.ts'

describe('the worklet file', () => {
  it('has at most 9 kB, minified and compressed', async () => {
    const source = bundleScript(join(__dirname, '../src/web/worklets/voice.ts'))
    const { code } = await minify(source, { module: true, compress: true, mangle: true })
    expect(code).toMatch(/vatel-player.*vatel-recorder/s)
    expect(gzipSync(code).length).toBeLessThanOrEqual(9_000)
  })

  it('is minified by the build', () => {
    expect(readFileSync(join(__dirname, '../tsdown.config.ts'), 'utf8')).toContain('minify: true')
  })
})
