import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inRoot } from './workspace/root.mjs'

/** The versions of Node that the packages promise to run in, besides the one that runs this. */
const promised = ['22', '24']

const help = `pnpm matrix [version …]

Runs the tests of the core package, with those of the socket against real faults, in other versions of Node: ${promised.join(' and ')}, or
those that are named. Each comes from npm's package "node", once, into a folder for temporary files.
`

/** The program of a version of Node. @param {string} version */
const nodeOf = (version) => {
  const folder = join(tmpdir(), 'vatel-matrix', version)
  const program = join(folder, 'node_modules', 'node', 'bin', 'node')
  if (existsSync(program)) return program
  mkdirSync(folder, { recursive: true })
  console.log(`installing node@${version}`)
  const args = ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', `node@${version}`]
  const { status } = spawnSync('npm', args, { stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0 || !existsSync(program)) throw new Error(`node@${version} could not be installed with npm`)
  return program
}

/** @param {string} version */
const passesIn = (version) => {
  const program = nodeOf(version)
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' })
  console.log(`▸ Node ${stdout.trim()}`)
  const jest = inRoot('node_modules/jest/bin/jest.js')
  // The transforms of one version are of no use to another.
  const args = [
    jest,
    'packages/core',
    '--silent',
    '--cacheDirectory',
    join(tmpdir(), 'vatel-matrix', version, 'jest'),
  ]
  return spawnSync(program, args, { cwd: inRoot(), stdio: 'inherit' }).status === 0
}

const versions = process.argv.slice(2)
if (versions.some((version) => !/^\d+(\.\d+){0,2}$/.test(version))) {
  console.log(help)
  process.exitCode = versions.includes('--help') ? 0 : 2
} else {
  const failed = (versions.length > 0 ? versions : promised).filter((version) => !passesIn(version))
  console.log(failed.length === 0 ? 'all versions pass' : `failed in Node ${failed.join(', ')}`)
  process.exitCode = failed.length === 0 ? 0 : 1
}
