import { defineConfig } from 'tsdown'

/** One pass: the demo runs its JavaScript and needs no declarations. */
export default defineConfig({
  entry: { command: 'src/command.ts' },
  format: 'esm',
  platform: 'node',
  target: 'node20',
  fixedExtension: false,
  dts: false,
  clean: true,
})
