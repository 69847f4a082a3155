import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { buildCore, coreFolder } from './core/build-core.ts'
import { printFigures } from './core/ratio.ts'

type BundleSize = (
  code: string,
  where: { readonly folder: string; readonly alias?: Readonly<Record<string, string>> },
) => Promise<number>

const script = fileURLToPath(new URL('../../scripts/workspace/bundle-size.mjs', import.meta.url))
const { bundleSize } = (await import(pathToFileURL(script).href)) as { readonly bundleSize: BundleSize }

/** Clients of other voice platforms, and what of them a page needs to talk. */
const peers = [
  ['assemblyai', 'StreamingTranscriber'],
  ['@deepgram/sdk', 'DeepgramClient'],
  ['@elevenlabs/client', 'Conversation'],
  ['@vapi-ai/web', 'default'],
  ['retell-client-js-sdk', 'RetellWebClient'],
] as const

const row = (what: string, bytes: number) => console.log(`| ${what} | ${(bytes / 1_000).toFixed(1)} kB |`)

const weighPeers = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vatel-peers-'))
  try {
    await writeFile(join(folder, 'package.json'), '{"private":true,"type":"module"}')
    for (const [name, what] of peers)
      try {
        await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', name], {
          cwd: folder,
        })
        row(`\`{ ${what} }\` of ${name}`, await bundleSize(`export { ${what} } from '${name}'`, { folder }))
      } catch (error) {
        console.log(`| ${name} | not measured: ${String(error).split('\n')[0] ?? ''} |`)
      }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const ours = async (names: string) =>
  bundleSize(`export ${names} from '@vatel/core'`, {
    folder: coreFolder,
    alias: { '@vatel/core': join(await buildCore(), 'index.js') },
  })

console.log('min+gz in a browser bundle, by vite, of the package as it is published; 1 kB is 1,000 bytes\n')
console.log('| import | size |')
console.log('| --- | --: |')
for (const names of ['{ openCall }', '{ createClient }', '{ createClient, openCall }', '*'])
  row(`\`${names}\` of @vatel/core`, await ours(names))
if (process.argv.includes('--peers')) await weighPeers()
console.log()
printFigures([
  {
    what: '`{ createClient, openCall }`',
    value: (await ours('{ createClient, openCall }')) / 1_000,
    goal: 14,
    unit: 'kB',
  },
])
