import { writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/** Transforms a file as React Native does. @param {string} runtimes The folder of the installed tools. */
const transformer = (runtimes) => `
const { createRequire } = require('node:module')
const tool = createRequire(${JSON.stringify(join(runtimes, 'package.json'))})
const { parseSync, transformFromAstSync } = tool('@babel/core')
const preset = [tool.resolve('@react-native/babel-preset'), { enableBabelRuntime: false, disableDeepImportWarnings: true }]
module.exports.transform = ({ filename, src }) => {
  const own = { filename, babelrc: false, configFile: false }
  const ast = parseSync(src, { ...own, sourceType: 'unambiguous' })
  const { ast: changed, metadata } = transformFromAstSync(ast, src, { ...own, ast: true, code: false, presets: [preset] })
  return { ast: changed, metadata }
}
`

/**
 * Bundles a program with Metro, with the conditions of a phone: `react-native`, and not `browser`.
 * @param {string} runtimes
 */
const bundleProgram = (runtimes) => `
const { createRequire } = require('node:module')
const tool = createRequire(${JSON.stringify(join(runtimes, 'package.json'))})
const Metro = tool('metro')
const [folder, entry, out] = process.argv.slice(2)
Metro.loadConfig({ cwd: folder }, {
  projectRoot: folder,
  watchFolders: [require('node:path').dirname(folder), ${JSON.stringify(runtimes)}],
  resolver: {
    unstable_conditionNames: ['react-native'],
    unstable_enablePackageExports: true,
    useWatchman: false,
    sourceExts: ['mjs', 'cjs', 'js', 'json'],
  },
  transformer: {
    asyncRequireModulePath: tool.resolve('metro-runtime/src/modules/asyncRequire'),
    babelTransformerPath: folder + '/metro-transformer.cjs',
  },
  reporter: { update: () => undefined },
  maxWorkers: 1,
  cacheStores: [],
})
  .then((config) => Metro.runBuild(config, { entry, out, dev: false, minify: false, platform: 'ios' }))
  .then(() => process.exit(0))
`

/**
 * Runs a bundle with the globals of React Native and no others. Its URL has getters only and appends a slash, its
 * WebSocket has no `bufferedAmount` and takes options in a third argument, and a signal has no `throwIfAborted` and no
 * `reason`. There is no DOMException, no EventTarget, no TextDecoder and no Intl.Segmenter.
 */
const runProgram = `
const { readFileSync } = require('node:fs')
const { createContext, runInContext } = require('node:vm')
const { webcrypto } = require('node:crypto')
const { WebSocket: Wire } = require(process.argv[3])

class PhoneUrl {
  #url
  constructor(text, base) {
    if (base !== undefined) throw new Error('a base is not needed')
    this.#url = /[?#]|\\/$/.test(text) ? String(text) : text + '/'
  }
  #part(pattern) { return pattern.exec(this.#url)?.[1] ?? '' }
  get href() { return this.#url }
  get protocol() { return this.#part(/^([a-z+.-]+:)/i) }
  get origin() { return this.#part(/^(https?:\\/\\/[^/]+)/) }
  get host() { return this.#part(/^https?:\\/\\/(?:[^@]+@)?([^/?#]+)/) }
  get hostname() { return this.#part(/^https?:\\/\\/(?:[^@]+@)?([^:/?#]+)/) }
  get port() { return this.#part(/:(\\d+)(?=[/?#]|$)/) }
  get pathname() { return this.#part(/https?:\\/\\/[^/]+(\\/[^?#]*)/) || '/' }
  get search() { return this.#part(/(\\?[^#]*)/) }
  get hash() { return this.#part(/(#.*)/) }
  get username() { return '' }
  get password() { return '' }
  toString() { return this.#url }
}

class PhoneWebSocket {
  #wire
  #listeners = new Map()
  readyState = 0
  constructor(url, protocols, options) {
    this.url = url
    this.#wire = new Wire(url)
    const tell = (type, event, readyState) => {
      this.readyState = readyState
      for (const listener of [...(this.#listeners.get(type) ?? [])]) listener.call(this, { type, ...event })
    }
    this.#wire.on('open', () => tell('open', {}, 1))
    this.#wire.on('message', (data, isBinary) => tell('message', { data: isBinary ? data.buffer : String(data) }, 1))
    this.#wire.on('error', ({ message }) => tell('error', { message }, 3))
    this.#wire.on('close', (code, reason) => tell('close', { code, reason: String(reason) }, 3))
  }
  addEventListener(type, listener) { this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]) }
  removeEventListener(type, listener) {
    this.#listeners.set(type, (this.#listeners.get(type) ?? []).filter((other) => other !== listener))
  }
  send(data) {
    if (this.readyState !== 1) throw new Error('INVALID_STATE_ERR')
    this.#wire.send(data)
  }
  close(code, reason) {
    if (this.readyState > 1) return
    this.readyState = 2
    this.#wire.close(code, reason)
  }
}

class PhoneSignal {
  aborted = false
  #listeners = new Set()
  addEventListener(_type, listener) { this.#listeners.add(listener) }
  removeEventListener(_type, listener) { this.#listeners.delete(listener) }
  dispatch() { for (const listener of [...this.#listeners]) listener({ type: 'abort' }) }
}
class PhoneController {
  signal = new PhoneSignal()
  abort() {
    if (this.signal.aborted) return
    this.signal.aborted = true
    this.signal.dispatch()
  }
}

const globals = {
  console, setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, queueMicrotask, performance, atob, btoa,
  TextEncoder, URL: PhoneUrl, WebSocket: PhoneWebSocket, AbortController: PhoneController, AbortSignal: PhoneSignal,
  navigator: { product: 'ReactNative' }, __DEV__: false,
}
globals.global = globals.self = globals.window = globals
const context = createContext(globals)
runInContext('delete Intl.Segmenter', context)
runInContext(readFileSync(process.argv[2], 'utf8'), context)
globals.holdCall(JSON.parse(process.env.VATEL_LINE)).then(
  (verdict) => { console.log(verdict); process.exit(0) },
  (error) => { console.error(error); process.exit(1) },
)
`

/**
 * Bundles the whole call for React Native. Returns the command that holds it.
 * @param {string} folder The folder that has all packages.
 * @param {string} runtimes The folder of the installed tools.
 * @param {(command: string, args: readonly string[]) => Promise<{ code: number, output: string }>} run
 * @returns {Promise<readonly [string, ...string[]]>}
 */
export const bundleForPhone = async (folder, runtimes, run) => {
  /** @param {string} name */
  const file = (name) => join(folder, name)
  await Promise.all([
    writeFile(file('metro-transformer.cjs'), transformer(runtimes)),
    writeFile(file('metro-bundle.cjs'), bundleProgram(runtimes)),
    writeFile(file('phone-run.cjs'), runProgram),
    writeFile(file('phone.mjs'), `import { use } from './whole-call.mjs'\nglobalThis.holdCall = use\n`),
  ])
  const { code, output } = await run(process.execPath, [
    file('metro-bundle.cjs'),
    folder,
    file('phone.mjs'),
    file('phone.bundle.js'),
  ])
  if (code !== 0) throw new Error(`Metro could not bundle the packages\n${output}`)
  // `ws` of the tarballs plays the network.
  const wire = createRequire(createRequire(join(folder, 'package.json')).resolve('@vatel/core')).resolve('ws')
  return [process.execPath, file('phone-run.cjs'), file('phone.bundle.js'), wire]
}
