import { defineConfig } from 'tsdown'

/** The server beside the page; Vite builds the page itself. */
export default defineConfig({
  entry: { command: 'src/server/command.ts' },
  format: 'esm',
  platform: 'node',
  target: 'node20',
  fixedExtension: false,
  dts: false,
  clean: ['dist/*.js'],
})
