/** @type {import('jest').Config} */
export default {
  roots: ['<rootDir>/packages', '<rootDir>/examples', '<rootDir>/docs', '<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  globalSetup: './test/environment/find-browser.mjs',
  testEnvironment: './test/environment/strict-environment.mjs',
  testEnvironmentOptions: { customExportConditions: ['@vatel/source', 'node', 'require', 'default'] },
  // A rejection that nobody handles fails the test that caused it.
  waitForUnhandledRejections: true,
  transform: {
    '^.+\\.[cm]?ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
}
