import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'

const here = fileURLToPath(new URL('pages.ts', import.meta.url))
const docs = new URL('../../../../docs/', import.meta.url)

/** The sources are TypeScript with a condition of their own, which Vite reads and Node 20 does not. */
const { module } = await runnerImport(here, {
  configFile: false,
  logLevel: 'error',
  resolve: { conditions: ['@vatel/source', 'module', 'import', 'default'] },
  ssr: { resolve: { conditions: ['@vatel/source', 'module', 'node', 'import', 'default'] } },
})

for (const [name, text] of Object.entries(await module.writePages())) {
  await writeFile(new URL(name, docs), text)
  console.log(`docs/${name}`)
}
