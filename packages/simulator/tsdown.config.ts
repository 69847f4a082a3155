import { packageBuild } from '../tsdown.ts'

export default packageBuild({ index: 'src/index.ts', node: 'src/node.ts', command: 'src/command.ts' })
