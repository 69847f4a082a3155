import { readFile } from 'node:fs/promises'
import type { Rolldown } from 'tsdown'

const noticeOf = async (name: string, moduleIds: readonly string[]): Promise<string[]> => {
  const marker = `/node_modules/${name}/`
  const inlined = moduleIds.find((id) => id.includes(marker))
  if (inlined === undefined) return []
  const home = inlined.slice(0, inlined.lastIndexOf(marker) + marker.length)
  return [
    `This package contains code of ${name}, under this licence:\n\n${await readFile(`${home}LICENSE`, 'utf8')}`,
  ]
}

/** Writes the licences of the named packages beside the output, if their code was inlined. */
export const thirdPartyNotices = (names: readonly string[]): Rolldown.Plugin => ({
  name: 'third-party-notices',
  async generateBundle(_options, bundle) {
    const moduleIds = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []))
    const notices = (await Promise.all(names.map((name) => noticeOf(name, moduleIds)))).flat()
    if (notices.length > 0) {
      this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY-NOTICES.txt', source: notices.join('\n') })
    }
  },
})
