import { mkdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { run } from '../../workspace/run.mjs'
import { anyPort, codeBelow, startServer } from './document-server.mjs'
import { showPages } from './pages.mjs'
import { shortCall } from './short-call.mjs'

/** @typedef {import('../outcome.mjs').Check} Check */
/** @typedef {import('./documents.mjs').Reader} Reader */
/** @typedef {import('../../../packages/simulator/src/node.ts').Simulator} Simulator */

/**
 * Starts a server of a document, and asks it as its line with `curl` does.
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string | undefined>} The fault.
 */
const askServer = async (folder, env) => {
  const server = await startServer(folder, env)
  try {
    if (server.url === undefined) return `it ended before it listened\n${server.output()}`
    const response = await fetch(`${server.url}/api/session-token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: 'user=me' },
      body: '{}',
    })
    const text = await response.text()
    return response.status === 200 && text.startsWith('{"token":') ? undefined : `${text}\n${server.output()}`
  } finally {
    server.stop()
  }
}

/** The call of the bot: its agent asks for the weather. */
const weather = shortCall({
  name: 'weather',
  question: 'What is the weather in Paris?',
  tool: 'get_weather',
  argument: ['city', 'Paris'],
  matches: 'sunny.*21',
  answer: 'It is sunny.',
})

/** The sections of the token endpoint whose server Node runs. */
const servers = /** @type {const} */ (['Node', 'Express', 'Fastify', 'Hono'])

/**
 * Saves the programs and the pages of the documents as they say, and runs them with the installed tarballs and the present Node.
 * @param {readonly Reader[]} readers The folders in which only that is installed which a document says.
 * @param {string} all The folder that has all packages.
 * @returns {Promise<readonly Check[]>}
 */
export const runRecipes = async (readers, all) => {
  const own = createRequire(join(all, 'package.json'))
  const load = (/** @type {string} */ name) => import(pathToFileURL(own.resolve(name)).href)
  /** @type {typeof import('../../../packages/simulator/src/index.ts')} */
  const { readScenario, speakText } = await load('@vatel/simulator')
  /** @type {typeof import('../../../packages/simulator/src/node.ts')} */
  const { startSimulator } = await load('@vatel/simulator/node')
  /** @type {typeof import('../../../packages/audio/src/index.ts')} */
  const { writeWav } = await load('@vatel/audio')
  const simulator = await startSimulator({
    scenario: await readScenario(weather, 'weather.json', () => Promise.reject(new Error('no files'))),
  })
  const env = {
    VATEL_API_KEY: simulator.apiKey,
    VATEL_AGENT_ID: simulator.agentId,
    VATEL_BASE_URL: simulator.url,
  }
  const question = speakText('What is the weather in Paris?')
  // Chromium repeats the file: a page that opened too late for the first question hears the next one.
  const pause = new Int16Array(24_000 * 5)
  const questionWav = writeWav({ sampleRate: 24_000, channels: [Int16Array.from([...question, ...pause])] })
  /** @param {string} document @param {string} name @param {Readonly<Record<string, string | Uint8Array>>} files */
  const layOut = async (document, name, files) => {
    const reader = readers.find((each) => each.document === document)
    if (reader === undefined) throw new Error(`${document} has no code that imports a package`)
    const folder = join(reader.folder, name)
    await mkdir(folder)
    await Promise.all(Object.entries(files).map(([file, content]) => writeFile(join(folder, file), content)))
    return folder
  }
  /** @param {string} document @param {string} heading @param {Readonly<Record<string, string>>} files */
  const checkServer = async (document, heading, files) => {
    const name = heading.replace(/\W+/g, '')
    const folder = await layOut(document, name, { 'any-port.mjs': anyPort, ...files })
    return {
      name: `${document}: the server of "${heading}" runs as it stands there, and gives a token`,
      fault: await askServer(folder, env),
    }
  }
  /** @param {string} document @param {string} program */
  const checkBot = async (document, program) => {
    const folder = await layOut(document, 'bot', {
      'bot.mjs': program,
      'question.wav': writeWav({ sampleRate: 24_000, channels: [question] }),
    })
    const { code, output } = await run(process.execPath, ['bot.mjs'], { cwd: folder, env })
    const isWhole =
      code === 0 && ['sunny in Paris, 21 degrees', 'It is sunny.'].every((text) => output.includes(text))
    return {
      name: `${document}: the bot runs as it stands there, and its tool is answered`,
      fault: isWhole ? undefined : output || 'it printed nothing',
    }
  }
  /** @param {string} document @param {string} heading */
  const checkTest = async (document, heading) => {
    const [program = ''] = codeBelow(document, heading, 'js')
    const [, file = ''] = /^\/\/ (\S+)$/m.exec(program) ?? []
    const folder = await layOut(document, 'node-test', { [file]: program })
    const { code, output } = await run(process.execPath, ['--test'], { cwd: folder })
    return {
      name: `${document}: the test of "${heading}" passes as it stands there, with the runner of Node`,
      fault: code === 0 && /^# pass 1$|^ℹ pass 1$/m.test(output) ? undefined : output,
    }
  }
  try {
    const endpoint = 'docs/token-endpoint.md'
    const quickstart = 'docs/start/server.md'
    const [handler = ''] = codeBelow(endpoint, '## The handler')
    const checks = await Promise.all([
      checkBot('docs/start/bot.md', codeBelow('docs/start/bot.md', '# A bot in Node')[0] ?? ''),
      checkBot('docs/rx.md', codeBelow('docs/rx.md', '## A program in Node')[0] ?? ''),
      checkTest('docs/guides/testing.md', '## Without Jest or Vitest'),
      checkServer(quickstart, '# Quickstart: server', {
        'server.mjs': codeBelow(quickstart, '# Quickstart: server')[0] ?? '',
      }),
      ...servers.map((section) =>
        checkServer(endpoint, `## ${section}`, {
          'token-handler.mjs': handler,
          'server.mjs': codeBelow(endpoint, `## ${section}`)[0] ?? '',
        }),
      ),
    ])
    // After the programs, which a browser beside them would slow down.
    return [...checks, ...(await showPages(readers, { simulator, question: questionWav }))]
  } finally {
    await simulator.close()
  }
}
