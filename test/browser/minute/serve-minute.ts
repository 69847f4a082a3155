import { join } from 'node:path'
import { bundle } from '../bundle.ts'
import { serveFiles } from '../serve-files.ts'

const html = '<!doctype html><title>a minute</title><script type="module" src="/page.js"></script>'

const worklets = join(__dirname, '../../../packages/audio/src/web/worklets')

/** Builds the page and serves it on loopback. */
export const serveMinute = () => {
  const files = bundle({
    page: join(__dirname, 'page.ts'),
    tap: join(__dirname, 'tap.ts'),
    voice: join(worklets, 'voice.ts'),
  })
  return serveFiles(new Map([...files, ['', html]]))
}
