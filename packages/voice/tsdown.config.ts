import { packageBuild } from '../../scripts/package-build.ts'

export default packageBuild({
  index: 'src/index.ts',
  elements: 'src/elements/index.ts',
  react: 'src/react.ts',
  svelte: 'src/svelte.ts',
  vue: 'src/vue.ts',
})
