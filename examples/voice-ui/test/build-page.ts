import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(__dirname, '../../..')
const example = '@vatel/example-voice-ui'

let built: string | undefined

/** Builds the page from the packages, unless it is that of the sources already; returns its folder. */
export const buildPage = (): string => {
  if (built !== undefined) return built
  const script = `
    import { pageFolder } from './scripts/workspace/build-page.mjs'
    import { preparePage } from './scripts/workspace/prepare-page.mjs'
    await preparePage('${example}')
    console.log(pageFolder('${example}', 'production'))`
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: root,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`the page could not be built:\n${stderr}`)
  built = join(root, stdout.trim())
  return built
}
