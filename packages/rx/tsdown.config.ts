import { packageBuild } from '../tsdown.ts'

export default packageBuild({ index: 'src/index.ts' })
