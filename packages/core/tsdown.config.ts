import { packageBuild } from '../../scripts/package-build.ts'

export default packageBuild({
  index: 'src/index.ts',
  fp: 'src/fp.ts',
  node: 'src/node.ts',
  // What `#environment` is, as `imports` in package.json says.
  'node-environment': 'src/environment/node.ts',
  'browser-environment': 'src/environment/browser.ts',
})
