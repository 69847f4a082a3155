import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runtimeTable } from './checks/packed/runtimes.mjs'
import { inRoot } from './workspace/root.mjs'

/** Supported versions of Node besides the current one. */
const promised = ['22', '24']

const help = `npm run matrix -- [version … | --table]

Runs the tests of the core package in other versions of Node: ${promised.join(' and ')}, or the named ones. Each version is installed
once from npm's package "node" into a temporary folder. --table prints the table of docs/runtimes.md: where npm test holds a whole call.
`

/** Path of a version of Node; installs it if it is missing. @param {string} version */
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
  // A cache of transforms for each version.
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
if (versions.includes('--table')) {
  console.log(runtimeTable())
} else if (versions.some((version) => !/^\d+(\.\d+){0,2}$/.test(version))) {
  console.log(help)
  process.exitCode = versions.includes('--help') ? 0 : 2
} else {
  const failed = (versions.length > 0 ? versions : promised).filter((version) => !passesIn(version))
  console.log(failed.length === 0 ? 'all versions pass' : `failed in Node ${failed.join(', ')}`)
  process.exitCode = failed.length === 0 ? 0 : 1
}
