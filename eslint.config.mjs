import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript'
import importX from 'eslint-plugin-import-x'
import tseslint from 'typescript-eslint'

/** Who may import whom: imports point down only (ARCHITECTURE.md). */
const mayImport = { audio: [], core: [], rx: ['core'], machine: ['core'], simulator: ['core', 'audio'] }
const packages = Object.keys(mayImport)

const zones = packages.map((name) => ({
  target: `./packages/${name}/src/**/!(*.test|*.test-d).ts`,
  from: packages
    .filter((other) => other !== name && !mayImport[name].includes(other))
    .map((other) => `./packages/${other}`)
    .concat('./examples', './bench', './docs'),
  message: `${name} may import only: ${mayImport[name].join(', ') || 'nothing of ours'} (ARCHITECTURE.md)`,
}))

const onlyIn = (folder, names) => ({ folder, names })
const fenced = [
  onlyIn('packages/core/src/socket/web-socket.ts', ['isomorphic-ws']),
  onlyIn('packages/{core,simulator}/src/**', ['fp-ts', 'fp-ts/*', 'io-ts', 'io-ts/*']),
]

export default tseslint.config(
  { ignores: ['**/dist/**', '**/etc/**', '**/node_modules/**', '**/.cache/**'] },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
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
      'import-x/no-cycle': 'error',
      'import-x/no-default-export': 'error',
      'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
    },
  },
  ...fenced.map(({ folder, names }) => ({
    files: ['packages/*/src/**/*.ts'],
    ignores: [folder, '**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: names, message: `${names[0]} stays in ${folder} (ARCHITECTURE.md)` }] },
      ],
    },
  })),
  {
    files: ['**/*.test.ts', '**/test/**/*.ts', 'docs/snippets/**/*.ts', 'bench/**/*.ts'],
    rules: { 'max-lines': 'off', 'no-console': 'off', '@typescript-eslint/no-non-null-assertion': 'error' },
  },
  { files: ['examples/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['**/tsdown.config.ts'],
    extends: [tseslint.configs.disableTypeChecked],
    rules: { 'import-x/no-default-export': 'off' },
  },
)
