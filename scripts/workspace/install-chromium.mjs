import { createRequire } from 'node:module'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { run } from './run.mjs'

const debian = { DEBIAN_FRONTEND: 'noninteractive' }

/** True if this process can install Debian packages. */
const takesDebianPackages = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')

const fromDebian = async () => {
  await run('apt-get', ['update', '-qq'], { env: debian })
  return run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env: debian })
}

const fromPlaywright = () => {
  const cli = join(dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'cli.js')
  return run(process.execPath, [cli, 'install', 'chromium'])
}

/** Installs Chromium: Debian's package as root, else Playwright's. */
export const installChromium = () => (takesDebianPackages() ? fromDebian() : fromPlaywright())
