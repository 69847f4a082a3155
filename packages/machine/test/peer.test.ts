import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

interface Manifest {
  readonly version: string
  readonly peerDependencies?: Readonly<Record<string, string>>
}

const read = (path: string): Manifest => JSON.parse(readFileSync(path, 'utf8')) as Manifest

describe('the peer dependency on XState', () => {
  it('begins with the minor version that the declarations are built with: an older one has other types', () => {
    const { peerDependencies } = read(join(__dirname, '../package.json'))
    const { version } = read(createRequire(__filename).resolve('xstate/package.json'))
    const [major, minor] = version.split('.')
    expect(peerDependencies?.['xstate']).toBe(`^${String(major)}.${String(minor)}.0`)
  })
})
