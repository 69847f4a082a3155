import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(__dirname, '../../..')

type Mode = 'production' | 'development'

const build = (mode: Mode): string => {
  const script = `
    import { pageFolder } from './scripts/workspace/build-page.mjs'
    import { preparePage } from './scripts/workspace/prepare-page.mjs'
    await preparePage('@vatel/example-voice-ui', '${mode}')
    console.log(pageFolder('@vatel/example-voice-ui', '${mode}'))`
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: root,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`the page could not be built:\n${stderr}`)
  return join(root, stdout.trim())
}

const built = new Map<Mode, string>()

/** Builds the page from the packages, unless it is that of the sources already; gives its folder. */
export const buildPage = (mode: Mode): string => {
  const folder = built.get(mode) ?? build(mode)
  built.set(mode, folder)
  return folder
}
