import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

interface Manifest {
  readonly name: string
  readonly engines?: { readonly node: string }
  readonly license?: string
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, unknown>>>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

const root = join(__dirname, '../..')

// The tests below check the shape of these files.
const manifestIn = (folder: string) =>
  JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest

const foldersIn = (parent: string) => readdirSync(join(root, parent)).map((name) => `${parent}/${name}`)

const main = manifestIn('.')
const published = foldersIn('packages').map(manifestIn)
const all = [main, ...published, ...[...foldersIn('examples'), 'bench', 'docs', 'test'].map(manifestIn)]

const versionsOf = (dependency: string) =>
  new Set(
    all.flatMap(({ dependencies = {}, devDependencies = {} }) => {
      const version = { ...dependencies, ...devDependencies }[dependency]
      // What is published allows later versions; the lockfile has one of them.
      return version === undefined ? [] : [version.replace(/^\^/, '')]
    }),
  )

const foreign = [
  ...new Set(
    all.flatMap(({ dependencies, devDependencies }) => Object.keys({ ...dependencies, ...devDependencies })),
  ),
].filter((name) => !name.startsWith('@vatel/'))

describe('the workspace', () => {
  it.each(published)('$name depends on ranges', (manifest) => {
    for (const range of Object.values({ ...manifest.dependencies, ...manifest.peerDependencies }))
      expect(range).toMatch(/^(\^\d|workspace:\^$)/)
  })

  it.each(all)('$name pins every tool', ({ devDependencies = {} }) => {
    for (const version of Object.values(devDependencies))
      expect(version).toMatch(/^((npm:[\w-]+@)?\d|workspace:\*$)/)
  })

  it.each(foreign)('uses one version of %s', (dependency) => {
    expect([...versionsOf(dependency)]).toHaveLength(1)
  })

  it.each(published)('$name has the engines and the licence of the repository', (manifest) => {
    expect(manifest).toMatchObject({ engines: main.engines, license: main.license })
  })

  it.each(published)('$name resolves to its sources first, and to types before code', ({ exports = {} }) => {
    const conditional = Object.entries(exports).filter(([, target]) => typeof target !== 'string')
    for (const [subpath, target] of conditional) {
      // The libraries behind these are ES modules only.
      if (['./angular', './elements', './svelte'].includes(subpath)) {
        expect(Object.keys(target)).toEqual(['@vatel/source', 'types', 'default'])
        continue
      }
      expect(Object.keys(target)).toEqual(['@vatel/source', 'import', 'require'])
      expect(target).toMatchObject({
        import: { types: expect.stringMatching(/\.d\.ts$/) as string },
        require: { types: expect.stringMatching(/\.d\.cts$/) as string },
      })
    }
    expect(conditional).not.toHaveLength(0)
  })
})
