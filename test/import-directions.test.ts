import { ESLint } from 'eslint'

const lint = async (filePath: string, code: string) => {
  const [result] = await new ESLint().lintText(code, { filePath })
  return (result?.messages ?? []).map(({ ruleId }) => ruleId)
}

describe('the direction of imports', () => {
  it.each([
    ['packages/rx/src/index.ts', "export * from '@vatel/machine'", 'import-x/no-restricted-paths'],
    ['packages/machine/src/index.ts', "export * from '@vatel/rx'", 'import-x/no-restricted-paths'],
    ['packages/rx/src/index.ts', "export * from '@vatel/audio'", 'import-x/no-restricted-paths'],
    ['packages/core/src/index.ts', "export * from '@vatel/simulator'", 'import-x/no-restricted-paths'],
    [
      'packages/core/src/index.ts',
      "export * from '../../audio/src/index.ts'",
      'import-x/no-restricted-paths',
    ],
    [
      'packages/audio/src/index.ts',
      "export const core = import('@vatel/core')",
      'import-x/no-restricted-paths',
    ],
    ['packages/simulator/src/index.ts', "export * from '@vatel/rx'", 'import-x/no-restricted-paths'],
    ['packages/rx/src/index.ts', "export * from 'fp-ts/Either'", 'no-restricted-imports'],
    ['packages/machine/src/index.ts', "export * from 'io-ts'", 'no-restricted-imports'],
    ['packages/core/src/index.ts', "export * from 'isomorphic-ws'", 'no-restricted-imports'],
  ])('%s may not say %s', async (file, code, rule) => {
    expect(await lint(file, code)).toContain(rule)
  })

  it.each([
    ['packages/rx/src/index.ts', "export * from '@vatel/core'"],
    ['packages/simulator/src/index.ts', "export * from '@vatel/audio'"],
  ])('%s may say %s', async (file, code) => {
    expect(await lint(file, code)).toEqual([])
  })
})
