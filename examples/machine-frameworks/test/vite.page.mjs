import { mergeConfig } from 'vite'
import config from '../vite.config.ts'

export default mergeConfig(config, {
  build: {
    minify: false,
    lib: { entry: 'test/page.ts', formats: ['es'], fileName: () => 'page.js' },
    emptyOutDir: true,
  },
  define: { 'process.env.NODE_ENV': '"production"' },
})
