import { gzipSync } from 'node:zlib'
import { build } from 'vite'

/**
 * Bytes that a line of imports brings into a browser bundle, minified and compressed.
 * @param {string} code What the page imports; it must export it again, or nothing is left of it.
 * @param {{ readonly folder: string, readonly alias?: Readonly<Record<string, string>> }} where The folder whose
 * dependencies are meant, and names that lead to files.
 */
export const bundleSize = async (code, { folder, alias = {} }) => {
  const page = `${folder}/page-to-weigh.js`
  const result = await build({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    resolve: { alias: { ...alias } },
    plugins: [
      {
        name: 'page-to-weigh',
        resolveId: (id) => (id === page ? page : undefined),
        load: (id) => (id === page ? code : undefined),
      },
    ],
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: { input: page, preserveEntrySignatures: 'strict' },
    },
  })
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((it) =>
    'output' in it ? it.output : [],
  )
  const text = outputs.map((file) => (file.type === 'chunk' ? file.code : '')).join('')
  return gzipSync(text, { level: 9 }).length
}
