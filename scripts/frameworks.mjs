import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { pack } from './checks/packed/pack.mjs'
import { apps } from './frameworks/apps.mjs'
import { findChromium, noChromium } from './workspace/chromium.mjs'
import { inRoot } from './workspace/root.mjs'
import { run } from './workspace/run.mjs'
import { serveFolder } from './workspace/serve-folder.mjs'

/** @typedef {import('./frameworks/apps.mjs').App} App */

const help = `npm run frameworks -- [--only text]

Builds an app with each framework from the packed packages, in an empty folder, as a stranger does from the guides: a voice
button, a tool whose schema is zod's, and in Next.js the token endpoint. Serves the build and holds a call with it in Chromium,
against the simulator on a port. Prints a table. --only builds the apps whose name has the text. Run it after npm run build.
`

if (process.argv.includes('--help')) {
  console.log(help)
  process.exit()
}
const only = process.argv[process.argv.indexOf('--only') + 1] ?? ''
const chosen = process.argv.includes('--only') ? apps.filter(({ name }) => name.includes(only)) : apps

const executablePath = findChromium()
if (executablePath === undefined) throw new Error(noChromium)

/** @param {string} path */
const load = (path) => import(pathToFileURL(inRoot(path)).href)
const { startSimulator } = await load('packages/simulator/dist/node.js')
const { createClient, sessionTokenHandler } = await load('packages/core/dist/index.js')
const { toNodeListener } = await load('packages/core/dist/node.js')

const simulator = await startSimulator()
const listener = toNodeListener(
  sessionTokenHandler({
    client: createClient({ apiKey: simulator.apiKey, baseUrl: simulator.url }),
    authorize: () => ({ caller: 'anybody', agent_id: simulator.agentId }),
  }),
)

const env = {
  VATEL_API_KEY: simulator.apiKey,
  VATEL_AGENT_ID: simulator.agentId,
  VATEL_BASE_URL: simulator.url,
  VATEL_URL: simulator.url,
  VITE_VATEL_URL: simulator.url,
  PUBLIC_VATEL_URL: simulator.url,
  NEXT_PUBLIC_VATEL_URL: simulator.url,
  ASTRO_TELEMETRY_DISABLED: '1',
  NEXT_TELEMETRY_DISABLED: '1',
  // npm passes the setting of this repository on to its scripts. A stranger has npm's own: a warning.
  npm_config_engine_strict: 'false',
}

/** Serves the build of an app beside the token endpoint. @param {string} folder */
const serveApp = (folder) =>
  serveFolder(folder, (request, response) => {
    if (new URL(request.url ?? '/', 'http://localhost').pathname !== '/api/session-token') return false
    void listener(request, response)
    return true
  })

/** Longest time until the server of an app is ready, in milliseconds. */
const readyMs = 120_000

/**
 * Names a command that has failed, its folder, and the last lines that it printed.
 * @param {readonly string[]} command
 * @param {string} folder
 * @param {string} event
 * @param {string} output
 */
const describeFailure = (command, folder, event, output) => {
  const lines = output.trim().split('\n').slice(-30).join('\n')
  return `"${command.join(' ')}" in ${folder} ${event}${lines === '' ? ', and has printed nothing' : `:\n${lines}`}`
}

/** Returns a port that is free now. */
const freePort = async () => {
  const { url, close } = await serveFolder('')
  close()
  return new URL(url).port
}

/** Starts the server of an app. @param {string} folder @param {readonly string[]} command */
const serveItself = async (folder, command) => {
  const port = await freePort()
  const [name = '', ...args] = command
  const child = spawn(join(folder, 'node_modules/.bin', name), [...args, port], {
    cwd: folder,
    env: { ...process.env, ...env },
    detached: true,
  })
  const close = () => child.pid !== undefined && process.kill(-child.pid, 'SIGKILL')
  let output = ''
  /** @type {NodeJS.Timeout | undefined} */
  let limit
  await new Promise((resolve, reject) => {
    /** @param {string} event */
    const fail = (event) => reject(new Error(describeFailure([...command, port], folder, event, output)))
    /** @param {Buffer} text */
    const read = (text) => {
      output += String(text)
      if (output.includes('Ready')) resolve(undefined)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.on('error', ({ message }) => fail(`could not be started: ${message}`))
    child.on('exit', (code, signal) => fail(`has ended with ${signal ?? `exit code ${code}`}`))
    limit = setTimeout(() => {
      close()
      fail(`was not ready within ${readyMs / 1_000} s`)
    }, readyMs)
  }).finally(() => clearTimeout(limit))
  return { url: `http://localhost:${port}/`, close }
}

/** Holds a call with the page. @param {string} url */
const holdCall = async (url) => {
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  })
  try {
    const tab = await browser.newPage({ permissions: ['microphone'] })
    /** @type {string[]} */
    const errors = []
    tab.on('pageerror', ({ message }) => errors.push(message))
    await tab.goto(url)
    const shows = (/** @type {string} */ text) =>
      tab.waitForFunction(
        `document.querySelector('output')?.textContent === ${JSON.stringify(text)}`,
        undefined,
        {
          timeout: 600_000,
        },
      )
    await shows('idle')
    // The page of a server is there before its script is.
    await tab.waitForFunction(
      "Object.keys(document.querySelector('button')).some((key) => key.startsWith('__react'))",
    )
    await tab.click('button')
    await shows('agentSpeaking').catch(async () => {
      throw new Error(`it shows ${await tab.textContent('output')}`)
    })
    await tab.click('button')
    await shows('You ended the call.')
    return errors.length === 0 ? 'held' : errors.join('; ')
  } catch (error) {
    return String(error instanceof Error ? error.message : error)
  } finally {
    await browser.close()
  }
}

/** @param {string} folder @param {readonly string[]} command @param {string} name */
const runIn = async (folder, command, name) => {
  const startedAtMs = performance.now()
  const [program = '', ...args] = command
  const { code, output } = await run(program, args, { cwd: folder, env, limitMs: 600_000 })
  if (code !== 0)
    throw new Error(
      `${name}: ${describeFailure(command, folder, `has ended with exit code ${code}`, output)}`,
    )
  return `${((performance.now() - startedAtMs) / 1_000).toFixed(0)} s`
}

/** Lays out, installs, builds and tries an app. @param {App} app @param {string} home @param {ReadonlyMap<string, string>} tarballs */
const tryApp = async ({ name, dependencies, files, ours, build, dist, serve }, home, tarballs) => {
  const folder = join(home, name.replace(/\W+/g, '-'))
  const packed = Object.fromEntries([...tarballs].map(([each, file]) => [each, pathToFileURL(file).href]))
  const manifest = { private: true, dependencies: { ...packed, ...dependencies } }
  for (const [path, text] of Object.entries({ 'package.json': JSON.stringify(manifest), ...files })) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  const install = await runIn(folder, ['npm', 'install', '--no-audit', '--no-fund', '--prefer-offline'], name)
  const [tool = '', ...rest] = build
  const built = await runIn(folder, [join(folder, 'node_modules/.bin', tool), ...rest], name)
  const server = await (dist === undefined ? serveItself(folder, serve ?? []) : serveApp(join(folder, dist)))
  const call = await holdCall(server.url)
  server.close()
  const lines = ours.reduce((sum, path) => sum + (files[path] ?? '').trimEnd().split('\n').length, 0)
  return [name, String(ours.length), String(lines), install, built, call]
}

const home = await mkdtemp(join(tmpdir(), 'vatel-frameworks-'))
try {
  const tarballs = await pack(home)
  console.log('| app | files | lines | install | build | call |\n| --- | --: | --: | --: | --: | --- |')
  for (const app of chosen) {
    const cells = await tryApp(app, home, tarballs)
    console.log(`| ${cells.join(' | ')} |`)
    if (cells.at(-1) !== 'held') process.exitCode = 1
  }
} finally {
  await simulator.close()
  await rm(home, { recursive: true, force: true })
}
