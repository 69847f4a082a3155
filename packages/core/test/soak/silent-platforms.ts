import { once } from 'node:events'
import { openFaultProxy } from '../fault-proxy/fault-proxy.ts'
import type { Passage } from '../fault-proxy/passage.ts'
import { openPortCut } from './port-cut.ts'
import { startRole } from './program.ts'
import { openTalker } from './talker.ts'

/** A platform whose connections can be broken so that no client is told. */
export interface SilentPlatform {
  readonly baseUrl: string
  /** Breaks all of them, now. */
  readonly goSilent: () => void
  readonly close: () => Promise<void>
}

const behindProxy = (harm: (passage: Passage) => void) => async (): Promise<SilentPlatform> => {
  const talker = await openTalker()
  const proxy = await openFaultProxy({ target: talker.baseUrl })
  return {
    baseUrl: proxy.baseUrl,
    goSilent: () => proxy.passages.forEach(harm),
    async close() {
      await proxy.close()
      await talker.close()
    },
  }
}

const stopped = async (url: string): Promise<SilentPlatform> => {
  const { child, word: baseUrl } = await startRole(url, ['platform'])
  return {
    baseUrl,
    goSilent: () => child.kill('SIGSTOP'),
    async close() {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}

const unplugged = async (): Promise<SilentPlatform> => {
  const talker = await openTalker()
  const cut = openPortCut(Number(new URL(talker.baseUrl).port))
  return {
    baseUrl: talker.baseUrl,
    goSilent: () => cut.drop(),
    async close() {
      cut.close()
      await talker.close()
    },
  }
}

/** The ways in which a platform goes silent, by name; `url` is that of the program, which is a platform in that role. */
export const silentPlatforms = (url: string): Readonly<Record<string, () => Promise<SilentPlatform>>> => ({
  frozen: behindProxy((passage) => passage.freeze()),
  'server gone': behindProxy((passage) => passage.loseServer()),
  'dropping both ways': behindProxy((passage) => {
    passage.change('up', { cut: { afterBytes: 0, by: 'discard' } })
    passage.change('down', { cut: { afterBytes: 0, by: 'discard' } })
  }),
  'server stopped by SIGSTOP': () => stopped(url),
  'packets dropped both ways by nft': unplugged,
})
