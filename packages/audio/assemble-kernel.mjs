import { readFile, writeFile } from 'node:fs/promises'
import openWabt from 'wabt'

// Assembles src/wasm/kernel.wat into src/wasm/kernel-code.ts, which is committed, so that installing and building need no
// assembler. A test fails when the two differ. Run it with `npm run kernel` in this folder.

const folder = new URL('src/wasm/', import.meta.url)
const wabt = await openWabt()
const { buffer } = wabt
  .parseWat('kernel.wat', await readFile(new URL('kernel.wat', folder), 'utf8'))
  .toBinary({})

await writeFile(
  new URL('kernel-code.ts', folder),
  `/** \`kernel.wat\`, assembled by \`npm run kernel\`: ${buffer.length} bytes, in base64. */
export const kernelCode =
  '${Buffer.from(buffer).toString('base64')}'
`,
)
