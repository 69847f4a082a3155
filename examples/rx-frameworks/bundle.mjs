import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compile } from 'svelte/compiler'
import { build } from 'tsdown'

/** What a bundler for Svelte does, as little as this example needs. @type {import('tsdown').UserConfig['plugins']} */
const svelte = {
  name: 'svelte',
  transform: (code, file) =>
    file.endsWith('.svelte')
      ? { code: compile(code, { filename: file }).js.code, moduleType: 'js' }
      : undefined,
}

/**
 * Prints the page of each framework that is named, as one script for a browser, in JSON.
 */
const outDir = await mkdtemp(join(tmpdir(), 'vatel-pages-'))
try {
  const scripts = await Promise.all(
    process.argv.slice(2).map(async (name) => {
      await build({
        config: false,
        entry: { page: join(import.meta.dirname, 'src', name, 'page.ts') },
        outDir: join(outDir, name),
        format: 'iife',
        globalName: 'page',
        platform: 'browser',
        target: 'es2022',
        dts: false,
        logLevel: 'error',
        plugins: [svelte],
        define: { 'process.env.NODE_ENV': '"production"' },
        deps: { alwaysBundle: [/./] },
        inputOptions: {
          transform: { decorator: { legacy: true } },
          resolve: {
            conditionNames: ['@vatel/source', 'svelte', 'browser', 'import', 'default'],
            mainFields: ['browser', 'module', 'main'],
          },
        },
      })
      return [name, await readFile(join(outDir, name, 'page.iife.js'), 'utf8')]
    }),
  )
  process.stdout.write(JSON.stringify(Object.fromEntries(scripts)))
} finally {
  await rm(outDir, { recursive: true, force: true })
}
