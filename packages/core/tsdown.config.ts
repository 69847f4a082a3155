import privateNames from './private-names.json' with { type: 'json' }
import { packageBuild } from '../../scripts/package-build.ts'

export default packageBuild(
  { index: 'src/index.ts', fp: 'src/fp.ts', node: 'src/node.ts' },
  {
    inner: {
      'node-environment': 'src/environment/node.ts',
      'browser-environment': 'src/environment/browser.ts',
    },
    privateNames,
  },
)
