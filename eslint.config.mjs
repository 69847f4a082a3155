import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript'
import importX from 'eslint-plugin-import-x'
import tseslint from 'typescript-eslint'
import { structureRules } from './scripts/structure/lint-rules.mjs'

/**
 * Who may import whom: imports point down only (ARCHITECTURE.md).
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const mayImport = {
  audio: [],
  core: [],
  rx: ['core'],
  machine: ['core'],
  voice: ['core', 'audio', 'machine'],
  simulator: ['core', 'audio'],
}
const packages = Object.keys(mayImport)

/** The one file that knows which WebSocket Node and browsers have. */
const socketFile = 'packages/core/src/environment/node.ts'

/**
 * The only packages that may use these libraries.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const homes = {
  'isomorphic-ws': [],
  ws: ['simulator'],
  'fp-ts': ['core', 'simulator'],
  'io-ts': ['core', 'simulator'],
  rxjs: ['rx'],
  xstate: ['machine', 'voice'],
}

const zones = Object.entries(mayImport).map(([name, allowed]) => ({
  target: `./packages/${name}/src/**/!(*.test|*.test-d).ts`,
  from: packages
    .filter((other) => other !== name && !allowed.includes(other))
    .map((other) => `./packages/${other}`)
    .concat('./examples', './bench', './docs'),
  message: `${name} may import only: ${allowed.join(', ') || 'nothing of ours'} (ARCHITECTURE.md)`,
}))

/** @param {string} text */
const escaped = (text) => text.replace(/[/.@-]/g, String.raw`\$&`)

/**
 * Keeps modules out of files, by name.
 * @param {string} files
 * @param {readonly string[]} names
 * @returns {import('typescript-eslint').ConfigArray[number]}
 */
const keepOut = (files, names) => ({
  files: [files],
  ignores: ['**/*.test.ts', '**/*.test-d.ts'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: names.map((name) => ({
          group: [name, `${name}/*`],
          message: `${name} has no place here (ARCHITECTURE.md)`,
        })),
      },
    ],
    'no-restricted-syntax': [
      'error',
      {
        selector: `ImportExpression[source.value=/^(${names.map(escaped).join('|')})(\\/|$)/]`,
        message: 'this module has no place here (ARCHITECTURE.md)',
      },
    ],
  },
})

/** What a package may not import, ours and others'. @param {string} name */
const strangersTo = (name) => [
  ...packages
    .filter((other) => other !== name && !mayImport[name]?.includes(other))
    .map((other) => `@vatel/${other}`),
  ...Object.keys(homes).filter((library) => !homes[library]?.includes(name)),
]

export default tseslint.config(
  { ignores: ['**/dist/**', '**/etc/**', '**/node_modules/**', '**/.cache/**', 'docs/site/**'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './tsconfig.browser.json', './docs/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [
        createTypeScriptImportResolver({
          conditionNames: ['@vatel/source', 'types', 'import', 'require', 'default'],
        }),
      ],
    },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones }],
      'import-x/no-default-export': 'error',
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-invalid-void-type': 'off',
    },
  },
  {
    files: ['packages/*/src/**/*.{ts,tsx}'],
    ignores: ['**/*.test.ts', '**/*.test-d.ts'],
    plugins: { structure: { rules: structureRules } },
    rules: { 'structure/no-two-way-folders': 'error', 'structure/no-circular-values': 'error' },
  },
  ...packages.map((name) => keepOut(`packages/${name}/src/**/*.ts`, strangersTo(name))),
  keepOut(
    socketFile,
    strangersTo('core').filter((stranger) => stranger !== 'isomorphic-ws'),
  ),
  {
    files: ['**/*.test.{ts,tsx}', '**/test/**/*.{ts,tsx}', 'docs/{snippets,tasks}/**/*.ts', 'bench/**/*.ts'],
    rules: { 'max-lines': 'off', 'no-console': 'off', '@typescript-eslint/no-non-null-assertion': 'error' },
  },
  { files: ['examples/**/*.{ts,tsx}'], rules: { 'no-console': 'off' } },
  {
    files: ['**/{tsdown,vite}.config.ts'],
    extends: [tseslint.configs.disableTypeChecked],
    rules: { 'import-x/no-default-export': 'off' },
  },
  // Bun and Workers start what a file exports as default.
  { files: ['docs/snippets/token-endpoint-*.ts'], rules: { 'import-x/no-default-export': 'off' } },
  // A component in a file of its own kind is its default export.
  { files: ['**/*.d.{svelte,vue}.ts'], rules: { 'import-x/no-default-export': 'off' } },
  { files: ['**/*.mjs', '**/*.cjs'], extends: [...tseslint.configs.strict] },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
)
