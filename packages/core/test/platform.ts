// By path: the simulator depends on this package, which so cannot depend on it.
export { startSimulator, type Simulator } from '../../simulator/src/node.ts'
