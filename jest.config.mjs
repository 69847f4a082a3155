/** How a source becomes what Node runs. @param {boolean} tsx Whether it has markup. @returns {[string, unknown]} */
const swc = (tsx) => [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax: 'typescript', tsx },
      target: 'es2022',
      transform: { react: { runtime: 'automatic' } },
    },
    module: { type: 'commonjs' },
  },
]

/** Packages that are ES modules only, which Jest on Node 20 cannot load as they are. */
const packagesOfModules = '(\\.pnpm/)?(@ark|arktype|arkregex|effect)[+@/]'
const modulesOnly = `/node_modules/${packagesOfModules}.+\\.js$`

/**
 * Names that every module of a test gets as parameters. Node answers a global name of a test's own context through a
 * callback, so that a loop which names `Math` runs up to six times as long. No test replaces one of these, which
 * the modules would not see, and no library declares a variable of this name.
 */
const parameters = [
  'DataView',
  'Float32Array',
  'Float64Array',
  'Int16Array',
  'Int32Array',
  'JSON',
  'Map',
  'Math',
  'Object',
  'Promise',
  'Set',
  'WeakMap',
]

/** @type {import('jest').Config} */
export default {
  roots: ['<rootDir>/packages', '<rootDir>/examples', '<rootDir>/docs', '<rootDir>/test'],
  testMatch: ['**/*.test.{ts,tsx}'],
  // Long enough for a busy machine: no test passes or fails by how fast the machine is.
  testTimeout: 300_000,
  // The site has copies of what its pages link to.
  modulePathIgnorePatterns: ['<rootDir>/docs/site/'],
  moduleNameMapper: { '^fast-check$': '<rootDir>/test/environment/seeded-fast-check.cjs' },
  globalSetup: './test/environment/find-browser.mjs',
  testEnvironment: './test/environment/strict-environment.mjs',
  testEnvironmentOptions: { customExportConditions: ['@vatel/source', 'node', 'require', 'default'] },
  sandboxInjectedGlobals: parameters,
  // A rejection that nobody handles fails the test that caused it.
  waitForUnhandledRejections: true,
  transform: { '^.+\\.[cm]?ts$': swc(false), '^.+\\.tsx$': swc(true), [modulesOnly]: swc(false) },
  transformIgnorePatterns: [`/node_modules/(?!${packagesOfModules})`],
}
