import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(__dirname, '../..')

/**
 * Lowest version without a known vulnerability, for each major version in use. A new major version in the lockfile has to
 * be checked and added.
 */
const leastSafe: Readonly<Record<string, readonly string[]>> = {
  // Memory sent by close() (8.20.1), memory taken by tiny fragments (8.21.0, 8.21.1) and by queued pongs (8.23.0).
  ws: ['8.23.0'],
}

/** Allowed runtime dependencies of each published package. */
const runtime: Readonly<Record<string, readonly string[]>> = {
  audio: [],
  core: ['fp-ts', 'io-ts', 'isomorphic-ws', 'ws'],
  machine: ['@vatel/core', 'xstate'],
  rx: ['@vatel/core', 'rxjs'],
  simulator: ['@noble/hashes', '@vatel/audio', '@vatel/core', 'fp-ts', 'io-ts', 'ws'],
  voice: ['@vatel/audio', '@vatel/core', '@vatel/machine', 'lit', 'xstate'],
}

const lockfile = readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8')

const versionsOf = (name: string): readonly string[] => [
  ...new Set(
    [...lockfile.matchAll(new RegExp(`^ {2}'?${name}@(\\d+\\.\\d+\\.\\d+)`, 'gm'))].map(
      ([, version = '']) => version,
    ),
  ),
]

const numbers = (version: string): readonly number[] => version.split('.').map(Number)

const isAtLeast = (version: string, least: string): boolean => {
  const difference = numbers(version).map((number, at) => number - (numbers(least)[at] ?? 0))
  return (difference.find((step) => step !== 0) ?? 0) >= 0
}

const isSafe = (version: string, lines: readonly string[]): boolean =>
  lines.some((least) => numbers(least)[0] === numbers(version)[0] && isAtLeast(version, least))

describe('the lockfile', () => {
  it.each(Object.entries(leastSafe))('holds no version of %s with a known vulnerability', (name, lines) => {
    const versions = versionsOf(name)
    expect(versions).not.toEqual([])
    expect(versions.filter((version) => !isSafe(version, lines))).toEqual([])
  })

  it.each([
    ['8.23.0', true],
    ['8.23.1', true],
    ['8.100.0', true],
    ['8.22.9', false],
    ['7.5.14', false],
    ['9.0.0', false],
  ])('classifies %s as safe: %p', (version, expected) => {
    expect(isSafe(version, ['8.23.0'])).toBe(expected)
  })
})

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>
}

/** Dependencies that an installation brings. An optional peer is there only if the application has it anyway. */
const needsOf = (name: string): Readonly<Record<string, string>> => {
  const text = readFileSync(join(root, 'packages', name, 'package.json'), 'utf8')
  const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } = JSON.parse(
    text,
  ) as Manifest
  const peers = Object.entries(peerDependencies ?? {}).filter(
    ([peer]) => peerDependenciesMeta?.[peer]?.optional !== true,
  )
  return { ...dependencies, ...optionalDependencies, ...Object.fromEntries(peers) }
}

/** Dependencies of a package of the lockfile, in all its versions. */
const neededBy = (name: string): readonly string[] => {
  const [, snapshots = ''] = lockfile.split('\nsnapshots:\n')
  const entries = [...snapshots.matchAll(new RegExp(`^ {2}'?${name}@.*:\\n((?: {4}.*\\n)*)`, 'gm'))]
  return entries.flatMap(([, needs = '']) =>
    [...needs.matchAll(/^ {6}'?([^\s']+)'?: /gm)].map(([, need = '']) => need),
  )
}

/** Returns packages with all their transitive dependencies. */
const broughtBy = (names: readonly string[]): ReadonlySet<string> => {
  const brought = new Set<string>()
  const bring = (name: string) => {
    if (brought.has(name)) return
    brought.add(name)
    for (const need of neededBy(name)) bring(need)
  }
  for (const name of names) bring(name)
  return brought
}

/** The known packages that a dependency brings with it. */
const bringsAlong: Readonly<Record<string, readonly string[]>> = {
  rxjs: ['tslib'],
  lit: ['@lit-labs/ssr-dom-shim', '@lit/reactive-element', '@types/trusted-types', 'lit-element', 'lit-html'],
}

describe('a published package', () => {
  const names = readdirSync(join(root, 'packages'))

  it.each(names)('%s has the listed dependencies and no others', (name) => {
    expect(Object.keys(needsOf(name)).sort()).toEqual(runtime[name])
  })

  it.each(names)('%s has no transitive dependencies but the known ones', (name) => {
    const needs = Object.keys(needsOf(name)).filter((need) => !need.startsWith('@vatel/'))
    const known = needs.flatMap((need) => bringsAlong[need] ?? [])
    expect([...broughtBy(needs)].sort()).toEqual([...needs, ...known].sort())
  })

  it.each(names)('%s allows no version with a known vulnerability', (name) => {
    const allowed = Object.entries(needsOf(name)).flatMap(([need, range]) => {
      const lines = leastSafe[need]
      // The lowest version that the range allows.
      return lines === undefined || isSafe(range.replace(/^\^/, ''), lines) ? [] : [`${need} ${range}`]
    })
    expect(allowed).toEqual([])
  })
})
