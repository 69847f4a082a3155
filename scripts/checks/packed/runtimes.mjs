import { existsSync } from 'node:fs'
import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, parse } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { build } from 'vite'
import { findChromium, noChromium } from '../../workspace/chromium.mjs'
import { readManifest } from '../../workspace/projects.mjs'
import { inRoot } from '../../workspace/root.mjs'
import { run } from '../../workspace/run.mjs'
import { bundleForPhone } from './react-native.mjs'
import { shortCall } from './short-call.mjs'

/** @typedef {import('./consumers.mjs').Consumer} Consumer */
/** @typedef {import('../outcome.mjs').Check} Check */

/** Runtimes that npm has, in pinned versions. */
const versions = {
  node22: 'npm:node@22.23.3',
  node24: 'npm:node@24.21.0',
  bun: '1.4.5',
  deno: '2.9.6',
  miniflare: '3.20250718.2',
  metro: '0.83.8',
  '@babel/core': '7.29.13',
  '@react-native/babel-preset': '0.81.6',
  typescript54: 'npm:typescript@5.4.5',
  typescript59: 'npm:typescript@5.9.3',
  typescript7: 'npm:typescript@7.0.2',
}

/**
 * The versions of TypeScript that compile programs of all packages, beside the one of this repository: the version, the name
 * that it is installed by, and the resolutions of modules.
 */
export const othersOfTypeScript = /** @type {const} */ ([
  ['5.4', 'typescript54', ['node10', 'bundler']],
  ['5.9', 'typescript59', ['node16']],
  ['7.0', 'typescript7', ['bundler']],
])

const ownTypeScript = readManifest('.').devDependencies?.['typescript'] ?? ''

/** The part of a version that users choose by. @param {string} version */
const majorOf = (version) =>
  version
    .replace(/^npm:.*@/, '')
    .split('.', 2)
    .join('.')

/** A table, in Markdown, of the runtimes that hold a whole call in `npm test`, and how. */
export const runtimeTable = () => {
  const rows = [
    ['runtime', 'version', 'how it is tested'],
    ['---', '---', '---'],
    [
      'Node',
      `20, ${majorOf(versions.node22)}, ${majorOf(versions.node24)}`,
      'the packed packages, as ES modules',
    ],
    ['Bun', majorOf(versions.bun), 'the packed packages'],
    ['Deno', majorOf(versions.deno), 'the packed packages, from `node_modules`'],
    [
      'Workers',
      `Miniflare ${majorOf(versions.miniflare)}`,
      'a bundle with the conditions `workerd`, `worker`, `browser`',
    ],
    [
      'React Native',
      `Metro ${majorOf(versions.metro)}`,
      "a bundle of its own bundler, in Node with no other globals than the phone's",
    ],
    ['Chromium', 'of the system', 'a Vite build with the condition `browser`, in a page'],
    [
      'TypeScript',
      [...othersOfTypeScript.map(([version]) => version), majorOf(ownTypeScript)].sort().join(', '),
      `programs of all packages: ${othersOfTypeScript
        .map(([version, , ways]) => `${version} ${ways.map((way) => `\`${way}\``).join(' and ')}`)
        .join(', ')}, ${majorOf(ownTypeScript)} \`nodenext\` and \`bundler\``,
    ],
  ]
  return rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** Installs the runtimes, and versions of TypeScript, once for a machine. Returns their folder. */
export const installRuntimes = async () => {
  const folder = join(
    tmpdir(),
    'vatel-runtimes',
    Object.values(versions)
      .join('-')
      .replace(/[^\w.-]+/g, '-'),
  )
  if (existsSync(join(folder, 'done'))) return folder
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: versions }))
  const { code, output } = await run('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock'], {
    cwd: folder,
  })
  if (code !== 0) throw new Error(`the runtimes could not be installed with npm\n${output}`)
  await writeFile(join(folder, 'done'), '')
  return folder
}

/** The call that each runtime holds: its agent asks for the time. */
const noon = shortCall({
  name: 'noon',
  question: 'What time is it?',
  tool: 'get_time',
  argument: ['zone', 'UTC'],
  matches: 'noon in UTC',
  answer: 'It is noon.',
})

/** Conditions of a bundle for Workers. */
const workerConditions = ['workerd', 'worker', 'browser']

/** A program that holds the call, for a runtime that has the line in its environment. */
const program = `
import { use } from './whole-call.mjs'
const line = JSON.parse(globalThis.process.env.VATEL_LINE)
console.log(await use(line))
globalThis.process.exit(0)
`

/** A Worker that holds the call when it is asked. */
const worker = `
import { use } from './whole-call.mjs'
export default {
  async fetch(_request, { VATEL_LINE }) {
    return new Response(await use(JSON.parse(VATEL_LINE)).catch((error) => String(error.stack ?? error)))
  },
}
`

/**
 * A program that asks a Worker in Miniflare.
 * @param {string} miniflare The address of its module.
 * @param {readonly string[]} variables The variables of its environment that the Worker gets.
 * @param {string} request The arguments of its `fetch`.
 */
const miniflareProgram = (miniflare, variables, request) => `
import { Miniflare } from ${JSON.stringify(miniflare)}
const flare = new Miniflare({
  modules: true,
  scriptPath: process.argv[2],
  compatibilityDate: '2025-07-01',
  bindings: Object.fromEntries(${JSON.stringify(variables)}.map((name) => [name, process.env[name]])),
})
const response = await flare.dispatchFetch(${request})
console.log(await response.text())
await flare.dispose()
`

/** The request of a page for a token, as an argument of `fetch`. @param {Readonly<Record<string, string>>} user */
const askForToken = (user) =>
  JSON.stringify({ method: 'POST', headers: { 'content-type': 'application/json', ...user }, body: '{}' })

/** A program that serves the recipe for Bun at any free port, and asks it. */
const askBun = `
import server from './token-endpoint-bun.ts'
const { url } = Bun.serve({ ...server, port: 0 })
const response = await fetch(new URL('/api/session-token', url), ${askForToken({ cookie: 'user=me' })})
console.log(await response.text())
process.exit(0)
`

/** A program that serves the recipe for Deno at any free port, and asks it. */
const askDeno = `
const { serve } = Deno
const port = new Promise((resolve) => {
  Deno.serve = (options, handler) =>
    serve({ ...options, port: 0, onListen: (address) => resolve(address.port) }, handler)
})
await import('./token-endpoint-deno.ts')
const address = 'http://localhost:' + (await port) + '/api/session-token'
const response = await fetch(address, ${askForToken({ cookie: 'user=me' })})
console.log(await response.text())
Deno.exit(0)
`

/**
 * Bundles a module as the tools of a runtime do; returns the path of the script.
 * @param {string} folder
 * @param {string} file The module. The folder of the script has its name.
 * @param {readonly string[]} conditions
 */
const bundleModule = async (folder, file, conditions) => {
  const { name } = parse(file)
  await build({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    resolve: { conditions: [...conditions] },
    build: {
      outDir: join(folder, name),
      minify: false,
      target: 'es2022',
      lib: { entry: join(folder, file), formats: ['es'], fileName: () => `${name}.js` },
    },
  })
  return join(folder, name, `${name}.js`)
}

/**
 * Holds the call in a page of Chromium.
 * @param {string} folder The folder that has all packages.
 * @param {object} line The platform to call.
 * @returns {Promise<Check>}
 */
const callFromChromium = async (folder, line) => {
  const name = 'Chromium: a whole call'
  const executablePath = findChromium()
  if (executablePath === undefined) return { name, fault: noChromium }
  await writeFile(
    join(folder, 'tab.mjs'),
    `import { use } from './whole-call.mjs'\nglobalThis.holdCall = use\n`,
  )
  const script = await bundleModule(folder, 'tab.mjs', ['browser'])
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  try {
    const tab = await browser.newPage()
    await tab.addScriptTag({ path: script, type: 'module' })
    await tab.waitForFunction('globalThis.holdCall')
    const verdict = String(await tab.evaluate(`holdCall(${JSON.stringify(line)})`))
    return { name, fault: verdict === 'ok' ? undefined : verdict }
  } catch (error) {
    return { name, fault: String(error) }
  } finally {
    await browser.close()
  }
}

/**
 * Serves the recipes of the token endpoint, each in its own runtime, and asks them for a token.
 * @param {string} folder The folder that has all packages.
 * @param {string} runtimes
 * @param {string} miniflare The address of its module.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<readonly Check[]>}
 */
const serveRecipes = async (folder, runtimes, miniflare, env) => {
  const home = join(folder, 'recipes')
  await mkdir(home)
  const request = askForToken({ 'cf-access-authenticated-user-email': 'me@example.org' })
  await Promise.all([
    ...['token-handler', 'token-endpoint-bun', 'token-endpoint-deno', 'token-endpoint-worker'].map((name) =>
      copyFile(inRoot(`docs/snippets/${name}.ts`), join(home, `${name}.ts`)),
    ),
    writeFile(join(home, 'ask-bun.mjs'), askBun),
    writeFile(join(home, 'ask-deno.mjs'), askDeno),
    writeFile(
      join(home, 'ask-worker.mjs'),
      miniflareProgram(miniflare, Object.keys(env), `'http://worker/api/session-token', ${request}`),
    ),
  ])
  const worker = await bundleModule(home, 'token-endpoint-worker.ts', workerConditions)
  const tools = join(runtimes, 'node_modules/.bin')
  /** @type {Readonly<Record<string, readonly [string, ...string[]]>>} */
  const commands = {
    Bun: [join(tools, 'bun'), 'ask-bun.mjs'],
    Deno: [join(tools, 'deno'), 'run', '--allow-net', '--allow-env', '--no-lock', 'ask-deno.mjs'],
    Workers: [process.execPath, 'ask-worker.mjs', worker],
  }
  return Promise.all(
    Object.entries(commands).map(async ([name, [command, ...args]]) => {
      const { output } = await run(command, args, {
        cwd: home,
        env: { ...env, NO_COLOR: '1' },
      })
      const isToken = output.trim().split('\n').at(-1)?.startsWith('{"token":') === true
      return {
        name: `${name}: the recipe of the token endpoint gives a token`,
        fault: isToken ? undefined : output || 'it printed nothing',
      }
    }),
  )
}

/**
 * Holds a whole call with the installed tarballs in every runtime, each against a simulator on a port: REST, token, speech
 * both ways, a tool, through core, rx and machine. Serves the recipes of the token endpoint whose runtime is not Node.
 * @param {Consumer} consumer The folder that has all packages.
 * @returns {Promise<readonly Check[]>}
 */
export const callFromRuntimes = async ({ folder }) => {
  const runtimes = await installRuntimes()
  await Promise.all([
    writeFile(join(folder, 'whole-call.run.mjs'), program),
    writeFile(join(folder, 'worker.mjs'), worker),
  ])
  const miniflare = pathToFileURL(createRequire(join(runtimes, 'package.json')).resolve('miniflare')).href
  await writeFile(
    join(folder, 'miniflare.mjs'),
    miniflareProgram(miniflare, ['VATEL_LINE'], `'http://worker/'`),
  )
  const bundled = await bundleModule(folder, 'worker.mjs', workerConditions)
  const entry = join(folder, 'whole-call.run.mjs')
  /** @param {readonly string[]} path */
  const inRuntimes = (...path) => join(runtimes, 'node_modules', ...path)
  /** @type {Readonly<Record<string, readonly [string, ...string[]]>>} */
  const commands = {
    'Node 20 or the present one': [process.execPath, entry],
    'Node 22': [inRuntimes('node22/bin/node'), entry],
    'Node 24': [inRuntimes('node24/bin/node'), entry],
    Bun: [inRuntimes('.bin/bun'), entry],
    Deno: [inRuntimes('.bin/deno'), 'run', '--allow-all', '--no-lock', entry],
    'Workers, in Miniflare': [process.execPath, join(folder, 'miniflare.mjs'), bundled],
    'React Native: its bundler, and its globals in Node': await bundleForPhone(folder, runtimes, run),
  }
  const own = createRequire(join(folder, 'package.json'))
  /** @type {typeof import('../../../packages/core/src/index.ts')} */
  const { encodeAudio } = await import(pathToFileURL(own.resolve('@vatel/core')).href)
  /** @type {typeof import('../../../packages/simulator/src/index.ts')} */
  const { readScenario, speakText } = await import(pathToFileURL(own.resolve('@vatel/simulator')).href)
  /** @type {typeof import('../../../packages/simulator/src/node.ts')} */
  const { startSimulator } = await import(pathToFileURL(own.resolve('@vatel/simulator/node')).href)
  const simulator = await startSimulator({
    scenario: await readScenario(noon, 'noon.json', () => Promise.reject(new Error('no files'))),
  })
  const { url: baseUrl, apiKey, agentId } = simulator
  const voice = encodeAudio(speakText('What time is it?'))
  // A phone and a page have no key: their server mints the tokens.
  const mintTokens = () => [1, 2, 3].map(() => simulator.mintToken())
  const line = { baseUrl, agentId, voice }
  const checks = await Promise.all([
    callFromChromium(folder, { ...line, tokens: mintTokens() }),
    ...Object.entries(commands).map(async ([name, [command, ...args]]) => {
      const { code, output } = await run(command, args, {
        cwd: folder,
        env: {
          VATEL_LINE: JSON.stringify({
            ...line,
            ...(name.startsWith('React') ? { tokens: mintTokens() } : { apiKey }),
          }),
          NO_COLOR: '1',
        },
      })
      const isOk = code === 0 && output.trim().split('\n').at(-1) === 'ok'
      return { name: `${name}: a whole call`, fault: isOk ? undefined : output || 'it printed nothing' }
    }),
  ])
  const served = await serveRecipes(folder, runtimes, miniflare, {
    VATEL_API_KEY: apiKey,
    VATEL_AGENT_ID: agentId,
    VATEL_BASE_URL: baseUrl,
  })
  await simulator.close()
  return [...checks, ...served]
}
