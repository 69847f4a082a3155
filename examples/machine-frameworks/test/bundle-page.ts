import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const example = join(__dirname, '..')

/** Vite is a module of its own kind, which jest does not load: it runs beside the test. */
const vite = join(dirname(createRequire(__filename).resolve('vite/package.json')), 'bin/vite.js')

/** Compiles the four interfaces and what tries them into one script, in a folder. */
export const bundlePage = (folder: string): string => {
  const config = join(__dirname, 'vite.page.mjs')
  execFileSync(
    process.execPath,
    [vite, 'build', '--config', config, '--outDir', folder, '--logLevel', 'warn'],
    {
      cwd: example,
      env: { ...process.env, NODE_ENV: 'production' },
    },
  )
  return readFileSync(join(folder, 'page.js'), 'utf8')
}
