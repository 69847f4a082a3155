import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

const paths = 'import-x/no-restricted-paths'
const names = 'no-restricted-imports'
const expressions = 'no-restricted-syntax'
const folders = 'structure/no-two-way-folders'
const circles = 'structure/no-circular-values'

/** Refused imports: the file, the code and the rule. */
const forbidden = [
  { file: 'packages/rx/src/index.ts', code: "export * from '@vatel/machine'", rule: names },
  { file: 'packages/machine/src/index.ts', code: "export * from '@vatel/rx'", rule: names },
  { file: 'packages/rx/src/index.ts', code: "export * from '@vatel/audio'", rule: names },
  { file: 'packages/machine/src/index.ts', code: "export * from '@vatel/audio'", rule: names },
  { file: 'packages/machine/src/index.ts', code: "export * from '@vatel/voice'", rule: names },
  { file: 'packages/audio/src/index.ts', code: "export * from '@vatel/voice'", rule: names },
  { file: 'packages/voice/src/index.ts', code: "export * from '@vatel/simulator'", rule: names },
  { file: 'packages/voice/src/index.ts', code: "export * from '@vatel/rx'", rule: names },
  { file: 'packages/core/src/index.ts', code: "export * from '@vatel/simulator'", rule: names },
  { file: 'packages/rx/src/index.ts', code: "export * from '@vatel/simulator'", rule: names },
  { file: 'packages/core/src/index.ts', code: "export * from '../../audio/src/index.ts'", rule: paths },
  {
    file: 'packages/audio/src/index.ts',
    code: "export const core = import('@vatel/core')",
    rule: expressions,
  },
  {
    file: 'packages/core/src/index.ts',
    code: "export const rxjs = import('rxjs/operators')",
    rule: expressions,
  },
  { file: 'packages/rx/src/index.ts', code: "export * from '../../machine/src/index.ts'", rule: paths },
  {
    file: 'packages/machine/src/index.ts',
    code: "export const a = import('../../audio/src/index.ts')",
    rule: paths,
  },
  { file: 'packages/simulator/src/index.ts', code: "export * from '@vatel/rx'", rule: names },
  { file: 'packages/core/src/index.ts', code: "export * from '../../../bench/package.json'", rule: paths },
  { file: 'packages/rx/src/index.ts', code: "export * from 'fp-ts/Either'", rule: names },
  { file: 'packages/machine/src/index.ts', code: "export * from 'io-ts'", rule: names },
  { file: 'packages/core/src/index.ts', code: "export * from 'isomorphic-ws'", rule: names },
  { file: 'packages/rx/src/index.ts', code: "export * from 'isomorphic-ws'", rule: names },
  { file: 'packages/core/src/index.ts', code: "export * from 'ws'", rule: names },
  { file: 'packages/core/src/environment/node.ts', code: "export * from 'ws'", rule: names },
  { file: 'packages/core/src/index.ts', code: "export * from 'rxjs'", rule: names },
  { file: 'packages/machine/src/index.ts', code: "export * from 'rxjs/operators'", rule: names },
  { file: 'packages/rx/src/index.ts', code: "export * from 'xstate'", rule: names },
  // `protocol` imports `codec`, and index.ts exports what errors.ts does.
  { file: 'packages/core/src/codec/a.ts', code: "export * from '../protocol/b.ts'", rule: folders },
  { file: 'packages/core/src/codec/a.ts', code: "import type { B } from '../protocol/b.ts'", rule: folders },
  { file: 'packages/core/src/errors.ts', code: "export * from './index.ts'", rule: circles },
]

/** Allowed imports. */
const allowed = [
  { file: 'packages/rx/src/index.ts', code: "export * from '@vatel/core'" },
  { file: 'packages/machine/src/index.ts', code: "export * from '@vatel/core'" },
  { file: 'packages/voice/src/index.ts', code: "export * from '@vatel/machine'" },
  { file: 'packages/voice/src/index.ts', code: "export * from '@vatel/audio/web'" },
  { file: 'packages/voice/src/index.ts', code: "export * from 'xstate'" },
  { file: 'packages/simulator/src/index.ts', code: "export * from '@vatel/audio'" },
  { file: 'packages/simulator/src/index.ts', code: "export * from 'ws'" },
  { file: 'packages/core/src/index.ts', code: "export * from 'fp-ts/Either'" },
  { file: 'packages/core/src/environment/node.ts', code: "export * from 'isomorphic-ws'" },
  { file: 'packages/rx/src/index.ts', code: "export * from 'rxjs'" },
  { file: 'packages/machine/src/index.ts', code: "export * from 'xstate'" },
  { file: 'packages/core/src/protocol/a.ts', code: "export * from '../codec/codec.ts'" },
  { file: 'packages/core/src/errors.ts', code: "export type * from './index.ts'" },
  { file: 'packages/rx/src/speaker-fit.test.ts', code: "export * from '@vatel/audio'" },
]

const lint = (cases: readonly { readonly file: string; readonly code: string }[]) =>
  JSON.parse(
    execFileSync(process.execPath, [join(__dirname, 'lint-cases.mjs')], {
      input: JSON.stringify(cases),
      encoding: 'utf8',
    }),
  ) as readonly (readonly string[])[]

describe('import directions', () => {
  const broken = lint([...forbidden, ...allowed])

  it.each(forbidden.map((each, index) => ({ ...each, index })))(
    '$file must not contain $code',
    ({ rule, index }) => {
      expect(broken[index]).toContain(rule)
    },
  )

  it.each(allowed.map((each, index) => ({ ...each, index: forbidden.length + index })))(
    '$file may contain $code',
    ({ index }) => {
      expect(broken[index]).toEqual([])
    },
  )
})
