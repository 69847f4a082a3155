import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { pack } from './checks/packed/pack.mjs'
import { checkTarball } from './checks/packed/tarball.mjs'
import { buildProject } from './workspace/build-project.mjs'
import { packages, readManifest } from './workspace/projects.mjs'
import { inRoot } from './workspace/root.mjs'
import { run } from './workspace/run.mjs'
import { counted, paint } from './workspace/terminal.mjs'

const help = `npm run release -- --dry-run [--repository <url>] | --publish | --repository <url> [--homepage <url>]

Builds and packs every package, checks the tarballs, and prints what would be published.

  --dry-run            publishes nothing; the exit code is 1 where a check fails
  --publish            publishes the tarballs with provenance; runs in the workflow "release" only
  --repository <url>   writes the address of the repository into every manifest, for a registry shows provenance only
                       with it; with --dry-run only for this run
  --homepage <url>     writes the address of the site into every manifest as well
  --help               prints this

Before: npx changeset version raises the versions and writes the changelogs; npm test is green; the tree is committed.
`

/** Licences that a dependency of a published package may have. */
const allowed = new Set(['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD'])

/** @typedef {{ name: string, fault?: string | undefined }} Check */

/** @param {string} file */
const sha512 = (file) => `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`

/** @param {readonly string[]} args */
const git = async (...args) => (await run('git', args)).output.trim()

/** @param {boolean} isTrial The manifests have the address of a repository for this run only. @returns {Promise<readonly Check[]>} */
const checkRepository = async (isTrial) => {
  const trial = isTrial ? packages.map(({ folder }) => `:!${folder}/package.json`) : []
  const changes = await git('status', '--porcelain', '--', '.', ...trial)
  const waiting = (await git('ls-files', '.changeset/*.md')).split('\n').filter((file) => file !== '')
  const versions = [...new Set(packages.map(({ manifest }) => manifest.version))]
  const [version = ''] = versions
  const tagged = await git('tag', '--list', `v${version}`, '--no-contains', 'HEAD')
  const logs = packages.filter(({ folder }) => {
    const file = inRoot(folder, 'CHANGELOG.md')
    return !existsSync(file) || !readFileSync(file, 'utf8').includes(`\n## ${version}\n`)
  })
  const homeless = packages.filter(({ folder }) => !('repository' in readManifest(folder)))
  /** @param {readonly { shortName: string }[]} found */
  const named = (found) => found.map(({ shortName }) => shortName).join(', ')
  return [
    { name: 'everything is committed', fault: changes || undefined },
    {
      name: 'no changeset waits',
      fault: waiting.length === 0 ? undefined : `run npx changeset version: ${waiting.join(', ')}`,
    },
    {
      name: 'the packages have one version',
      fault: versions.length === 1 ? undefined : `found ${versions.join(', ')}`,
    },
    {
      name: `no other commit was released as ${version}`,
      fault: tagged === '' ? undefined : `the tag ${tagged} stands at another commit`,
    },
    {
      name: `the changelogs tell of ${version}`,
      fault: logs.length === 0 ? undefined : `nothing in ${named(logs)}`,
    },
    {
      name: 'the manifests name the repository',
      fault:
        homeless.length === 0
          ? undefined
          : `a registry refuses provenance without it: npm run release -- --repository <url> sets it in ${named(homeless)}`,
    },
  ]
}

/** Licences of the dependencies that an installation brings. @returns {readonly Check[]} */
const checkLicences = () => {
  /** @type {Map<string, string>} */
  const licences = new Map()
  /** @param {string} from @param {Record<string, string>} dependencies */
  const visit = (from, dependencies) => {
    for (const name of Object.keys(dependencies)) {
      if (name.startsWith('@vatel/') || licences.has(name)) continue
      const folder = createRequire(join(from, 'package.json'))
        .resolve.paths(name)
        ?.map((modules) => join(modules, name))
        .find((path) => existsSync(join(path, 'package.json')))
      const manifest = folder && JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
      licences.set(name, manifest?.license ?? 'none')
      // pnpm puts the dependencies of a dependency beside the real folder.
      if (folder) visit(realpathSync(folder), manifest.dependencies ?? {})
    }
  }
  for (const { folder, manifest } of packages) visit(inRoot(folder), manifest.dependencies ?? {})
  const refused = [...licences].filter(([, licence]) => !allowed.has(licence))
  return [
    {
      name: 'the licences of all dependencies allow use in any product',
      fault: refused.map(([name, licence]) => `${name}: ${licence}`).join('\n') || undefined,
    },
  ]
}

/** Builds and packs everything into a folder. @param {string} folder */
const packInto = async (folder) => {
  await Promise.all(packages.map(buildProject))
  return pack(folder)
}

/** Sorts the dependencies of a manifest: pnpm lists those that it versions in any order. @param {string} manifest */
const sortDependencies = (manifest) =>
  JSON.stringify(
    Object.entries(JSON.parse(manifest)).map(([key, value]) =>
      key.endsWith('ependencies') ? [key, Object.entries(value).sort()] : [key, value],
    ),
  )

/** Modes and texts of the files of a packed package, by their paths. @param {string} file */
const readTarball = async (file) => {
  const folder = mkdtempSync(join(tmpdir(), 'vatel-unpacked-'))
  try {
    const { code, output } = await run('tar', ['-xzf', file, '-C', folder])
    if (code !== 0) throw new Error(`${file} could not be unpacked\n${output}`)
    const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
    return paths.flatMap((path) => {
      const stat = statSync(join(folder, path))
      if (stat.isDirectory()) return []
      const text = readFileSync(join(folder, path), 'latin1')
      return [
        { path, text: `${stat.mode} ${path === 'package/package.json' ? sortDependencies(text) : text}` },
      ]
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** @param {ReadonlyMap<string, string>} first @param {ReadonlyMap<string, string>} second @returns {Promise<readonly Check[]>} */
const compareBuilds = (first, second) =>
  Promise.all(
    [...first].map(async ([name, file]) => {
      const [one, other] = [await readTarball(file), await readTarball(second.get(name) ?? file)]
      const texts = new Map(other.map(({ path, text }) => [path, text]))
      const changed = one.filter(({ path, text }) => texts.get(path) !== text).map(({ path }) => path)
      return {
        name: `${name}: two builds have the same files`,
        fault: changed.join('\n') || (one.length === other.length ? undefined : 'the second has other files'),
      }
    }),
  )

/** @param {string} name @param {string} file */
const printTarball = async (name, file) => {
  const { output } = await run('tar', ['-tzf', file])
  const files = output.trim().split('\n')
  console.log(`\n${paint('bold', name)}  ${basename(file)}, ${(statSync(file).size / 1000).toFixed(1)} kB`)
  console.log(`  ${sha512(file)}`)
  const shown = files.filter((path) => !path.startsWith('package/src/')).map((path) => path.slice(8))
  console.log(`  ${counted(files.length, 'file')}: ${shown.join(' ')}, and the sources`)
}

/**
 * Writes the addresses into the manifests, which the site reads: the repository's as registries want it,
 * `git+https://… .git`.
 * @param {string} address
 * @param {string} [homepage]
 */
const setRepository = (address, homepage) => {
  const url = `${address.replace(/^(?=https:)/, 'git+').replace(/(\.git)?\/?$/, '')}.git`
  for (const { folder } of packages) {
    const { license, ...rest } = /** @type {Record<string, unknown>} */ (
      /** @type {unknown} */ (readManifest(folder))
    )
    const entries = Object.entries(rest).flatMap(([key, value]) =>
      key === 'repository' || (key === 'homepage' && homepage !== undefined)
        ? []
        : key === 'type'
          ? [
              ...(homepage === undefined ? [] : [['homepage', homepage]]),
              ['license', license],
              ['repository', { type: 'git', url, directory: folder }],
              [key, value],
            ]
          : [[key, value]],
    )
    writeFileSync(inRoot(folder, 'package.json'), `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`)
  }
}

/** @param {{ publishes: boolean, isTrial: boolean }} mode */
const release = async ({ publishes, isTrial }) => {
  const folder = mkdtempSync(join(tmpdir(), 'vatel-release-'))
  try {
    const again = mkdtempSync(join(folder, 'again-'))
    const tarballs = await packInto(folder)
    const checks = [
      ...(await checkRepository(isTrial)),
      ...checkLicences(),
      ...(await compareBuilds(tarballs, await packInto(again))),
      ...(await Promise.all([...tarballs].map(([name, file]) => checkTarball(name, file)))).flat(),
    ]
    for (const [name, file] of tarballs) await printTarball(name, file)
    console.log()
    for (const { name, fault } of checks)
      console.log(
        fault === undefined
          ? `${paint('green', '✓')} ${name}`
          : `${paint('red', '✗')} ${name}\n  ${fault.replaceAll('\n', '\n  ')}`,
      )
    if (checks.some(({ fault }) => fault !== undefined)) {
      console.log('\nnot ready, see above; nothing was published')
      return 1
    }
    if (!publishes) {
      console.log(`\nready: ${counted(tarballs.size, 'tarball')} with provenance; nothing was published`)
      return 0
    }
    for (const [name, file] of tarballs) {
      const { code } = await run('npm', ['publish', file, '--provenance', '--access', 'public'], {
        show: true,
      })
      if (code !== 0) return code
      console.log(`published ${name}`)
    }
    return 0
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Runs without publishing, as if the manifests named this repository. @param {string} url */
const tryRepository = async (url) => {
  const manifests = packages.map(({ folder }) => inRoot(folder, 'package.json'))
  const before = manifests.map((file) => readFileSync(file, 'utf8'))
  try {
    setRepository(url)
    return await release({ publishes: false, isTrial: true })
  } finally {
    manifests.forEach((file, index) => writeFileSync(file, before[index] ?? ''))
  }
}

const { values } = parseArgs({
  options: {
    'dry-run': { type: 'boolean', default: false },
    publish: { type: 'boolean', default: false },
    repository: { type: 'string' },
    homepage: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

if (values.help) {
  console.log(help)
} else if (values.repository !== undefined && values['dry-run']) {
  process.exitCode = await tryRepository(values.repository)
} else if (values.repository !== undefined) {
  setRepository(values.repository, values.homepage)
  console.log('written; commit the manifests')
} else if (values.publish && process.env['GITHUB_ACTIONS'] !== 'true') {
  console.error('only the workflow "release" publishes, for it alone can sign where a tarball comes from')
  process.exitCode = 2
} else if (values.publish || values['dry-run']) {
  process.exitCode = await release({ publishes: values.publish, isTrial: false })
} else {
  console.error(help)
  process.exitCode = 2
}
