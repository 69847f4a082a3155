import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, normalize } from 'node:path'
import { transform } from '@swc/core'
import type { Page } from 'playwright-core'
import { launchChromium } from '../../../test/browser/chromium.ts'

const packages = join(__dirname, '../..')
/** File of a path; paths without a package are in this one. */
const fileOf = (path: string): string =>
  join(packages, path.startsWith('/core/src/') ? path : `audio/src${path}`)
const page =
  '<!doctype html><title>page</title><button>start</button><script type="module" src="page.js"></script>'

const compiled = new Map<string, Promise<string>>()

/** Removes the types of a source, and resolves the one import that is not a path, so that the page needs no bundler. */
const compile = async (path: string): Promise<string> => {
  const { code } = await transform(await readFile(fileOf(path), 'utf8'), {
    configFile: false,
    swcrc: false,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'es6' },
  })
  return code.replace(/(["'])#environment\1/, '"/core/src/environment/browser.ts"')
}

const compileOnce = (path: string): Promise<string> => {
  const code = compiled.get(path) ?? compile(path)
  compiled.set(path, code)
  return code
}

/** Contents of a page, besides the sources. */
interface PageContent {
  readonly script: string
  readonly policy?: string | undefined
}

/** Serves numbered pages, and the sources to all of them, on loopback, which is a secure context. */
const serve = async (pages: ReadonlyMap<string, PageContent>) => {
  const answer = async (
    path: string,
  ): Promise<readonly [type: string, body: string, policy: string | undefined]> => {
    const [, number, file] = /^\/(\d+)\/(page\.js)?$/.exec(path) ?? []
    const content = pages.get(number ?? '')
    if (content !== undefined && file === undefined) return ['text/html', page, content.policy]
    if (content !== undefined) return ['text/javascript', content.script, undefined]
    if (!path.endsWith('.ts')) throw new Error(`there is no ${path}`)
    return ['text/javascript', await compileOnce(normalize(path)), undefined]
  }
  const server = createServer((request, response) => {
    answer(new URL(request.url ?? '/', 'http://localhost').pathname).then(
      ([type, body, policy]) => {
        response.setHeader('content-type', type)
        if (policy !== undefined) response.setHeader('content-security-policy', policy)
        response.end(body)
      },
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://localhost:${port}`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

/** A browser whose pages import the sources of the package by their paths. */
export interface SourcePages {
  /** Origin of the pages and the sources. */
  readonly origin: string
  /** Adds a page that runs a module, with an optional Content Security Policy; returns its URL. */
  add(script: string, policy?: string): string
  /** Opens a page that runs a module, with an optional Content Security Policy. */
  open(script: string, policy?: string): Promise<Page>
  /** Runs a module in a new page, with an optional Content Security Policy; returns its `globalThis.report`. */
  run(script: string, policy?: string): Promise<unknown>
  close(): Promise<void>
}

/** Starts Chromium with a new profile and optional arguments. */
export const openSourcePages = async (args: readonly string[] = []): Promise<SourcePages> => {
  const contents = new Map<string, PageContent>()
  const server = await serve(contents)
  const chromium = await launchChromium(args)

  const add = (script: string, policy?: string): string => {
    const number = String(contents.size)
    contents.set(number, { script, policy })
    return `${server.origin}/${number}/`
  }
  const open = async (script: string, policy?: string): Promise<Page> => {
    const tab = await chromium.context.newPage()
    await tab.goto(add(script, policy))
    return tab
  }
  return {
    origin: server.origin,
    add,
    open,
    async run(script, policy) {
      const tab = await open(script, policy)
      const thrown = new Promise<never>((_, reject) => tab.on('pageerror', reject))
      const report = tab.waitForFunction('globalThis.report', undefined, { timeout: 0 })
      return (await Promise.race([report, thrown])).jsonValue()
    },
    async close() {
      await chromium.close()
      await server.close()
    },
  }
}
