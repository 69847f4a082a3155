import { readFileSync } from 'node:fs'
import { inRoot } from '../workspace/root.mjs'

/**
 * An app of a stranger, as the guides describe it.
 * @typedef {object} App
 * @property {string} name
 * @property {Readonly<Record<string, string>>} dependencies
 * @property {Readonly<Record<string, string>>} files Text by path. Those of its bundler do not count as files of ours.
 * @property {readonly string[]} ours The files that hold the call.
 * @property {readonly string[]} build
 * @property {string} [dist] The folder to serve; without one it serves itself, at a port that follows `serve`.
 * @property {readonly string[]} [serve]
 */

/** The button of the quickstart, with a tool whose schema is zod's. @param {string} baseUrl An expression. */
const voiceButton = (baseUrl) => `'use client'
import { tool } from '@vatel/core'
import { useVoiceCall } from '@vatel/voice/react'
import { z } from 'zod'

const find_person = tool({
  args: z.object({ name: z.string() }),
  run: ({ name }) => \`\${name} is available\`,
})

export const VoiceButton = () => {
  const call = useVoiceCall({ token: '/api/session-token', tools: { find_person }, baseUrl: ${baseUrl} })
  return (
    <>
      <button onClick={call.toggle}>{call.can.stop ? 'Hang up' : 'Talk'}</button>
      <output>{call.end?.text ?? call.phase}</output>
    </>
  )
}
`

const handler = `import { createClient, sessionTokenHandler } from '@vatel/core'

const { VATEL_AGENT_ID = '', VATEL_BASE_URL } = process.env

export const handler = sessionTokenHandler({
  client: createClient({
    // A function is read at each request: the build of Next.js runs this file, without the key.
    apiKey: async () => process.env['VATEL_API_KEY'] ?? '',
    ...(VATEL_BASE_URL && { baseUrl: VATEL_BASE_URL }),
  }),
  authorize: () => ({ caller: 'anybody', agent_id: VATEL_AGENT_ID }),
})
`

const page = '<!doctype html><title>app</title><div id="root"></div>'

const main = `import { createRoot } from 'react-dom/client'
import { VoiceButton } from './voice-button'

const root = document.querySelector('#root')
if (root) createRoot(root).render(<VoiceButton />)
`

const react19 = { react: '19.3.1', 'react-dom': '19.3.1' }
const zod = { zod: '4.6.7' }

/** The apps, each in the newest major of its framework that Node 20 runs. @type {readonly App[]} */
export const apps = [
  {
    name: 'Vite 8, React 19',
    dependencies: { ...react19, ...zod, vite: '8.3.8' },
    files: {
      'index.html': `${page}<script type="module" src="/src/main.tsx"></script>`,
      'src/main.tsx': main,
      'src/voice-button.tsx': voiceButton('import.meta.env.VITE_VATEL_URL'),
    },
    ours: ['src/voice-button.tsx'],
    build: ['vite', 'build'],
    dist: 'dist',
  },
  {
    name: 'webpack 5, React 18',
    dependencies: {
      react: '18.3.1',
      'react-dom': '18.3.1',
      ...zod,
      webpack: '5.113.0',
      'webpack-cli': '6.0.1',
      'ts-loader': '9.5.4',
      typescript: '5.9.3',
    },
    files: {
      'dist/index.html': `${page}<script src="/main.js"></script>`,
      'src/main.tsx': main,
      'src/voice-button.tsx': voiceButton('process.env.VATEL_URL'),
      'tsconfig.json': JSON.stringify({
        compilerOptions: {
          jsx: 'react-jsx',
          module: 'esnext',
          moduleResolution: 'bundler',
          target: 'es2022',
        },
      }),
      'webpack.config.js': `const { EnvironmentPlugin } = require('webpack')
module.exports = {
  mode: 'production',
  entry: './src/main.tsx',
  module: { rules: [{ test: /\\.tsx$/, loader: 'ts-loader', options: { transpileOnly: true } }] },
  resolve: { extensions: ['.tsx', '.js'] },
  plugins: [new EnvironmentPlugin(['VATEL_URL'])],
}
`,
    },
    ours: ['src/voice-button.tsx'],
    build: ['webpack'],
    dist: 'dist',
  },
  {
    name: 'Astro 5, React 19',
    dependencies: { ...react19, ...zod, astro: '5.18.2', '@astrojs/react': '4.4.2' },
    files: {
      'astro.config.mjs': `import react from '@astrojs/react'
export default { integrations: [react()] }
`,
      'src/pages/index.astro': `---
import { VoiceButton } from '../voice-button'
---
<html lang="en"><head><title>app</title></head><body><VoiceButton client:load /></body></html>
`,
      'src/voice-button.tsx': voiceButton('import.meta.env.PUBLIC_VATEL_URL'),
    },
    ours: ['src/voice-button.tsx', 'src/pages/index.astro'],
    build: ['astro', 'build'],
    dist: 'dist',
  },
  {
    name: 'Next.js 16 (app router), React 19',
    dependencies: {
      ...react19,
      ...zod,
      next: '16.4.6',
      typescript: '5.9.3',
      '@types/react': '19.3.0',
      '@types/node': '20.19.43',
    },
    files: {
      'app/layout.tsx': `import type { ReactNode } from 'react'

export default function Layout({ children }: { children: ReactNode }) {
  return <html lang="en"><body>{children}</body></html>
}
`,
      'app/page.tsx': `import { VoiceButton } from './voice-button'

export default function Page() {
  return <VoiceButton />
}
`,
      'app/voice-button.tsx': voiceButton('process.env.NEXT_PUBLIC_VATEL_URL'),
      'app/api/session-token/token-handler.ts': handler,
      'app/api/session-token/route.ts': readFileSync(inRoot('docs/snippets/token-endpoint-next.ts'), 'utf8'),
    },
    ours: [
      'app/page.tsx',
      'app/voice-button.tsx',
      'app/api/session-token/token-handler.ts',
      'app/api/session-token/route.ts',
    ],
    build: ['next', 'build'],
    serve: ['next', 'start', '--port'],
  },
]
