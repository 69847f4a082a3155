import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { runPnpm } from '../../workspace/pnpm.mjs'
import { packages } from '../../workspace/projects.mjs'

/** @typedef {import('../../workspace/projects.mjs').Project} Project */

/**
 * Packs every package as for publishing. Returns the tarballs by the names of the packages.
 * @param {string} folder
 * @returns {Promise<ReadonlyMap<string, string>>}
 */
export const pack = async (folder) => {
  const tarballs = join(folder, 'tarballs')
  await mkdir(tarballs)
  const { code, output } = await runPnpm([
    '--recursive',
    '--filter=./packages/*',
    'pack',
    `--pack-destination=${tarballs}`,
  ])
  if (code !== 0) throw new Error(`the packages could not be packed\n${output}`)
  return new Map(
    packages.map(({ manifest: { name, version } }) => [
      name,
      join(tarballs, `${name.replace('@', '').replace('/', '-')}-${version}.tgz`),
    ]),
  )
}
