import { realTimeGroups, runJest } from './run-jest.mjs'

/** @type {import('./outcome.mjs').Run} */
export const check = () => runJest(['--testPathIgnorePatterns', '/node_modules/', ...realTimeGroups.flat()])
