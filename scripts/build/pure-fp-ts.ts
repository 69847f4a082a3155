import type { Rolldown } from 'tsdown'

/** What a module of fp-ts makes when it is read, and does nothing else. */
const maker = /(?<=^export (?:var|const) \w+ = )(?:\/\*\s*#__PURE__\s*\*\/ )?(?=\w+\()/gm

/**
 * Says of all that fp-ts makes at its top level that it is pure, as fp-ts says of most: only what is used of it is
 * inlined then.
 */
export const pureFpTs: Rolldown.Plugin = {
  name: 'pure-fp-ts',
  transform: {
    filter: { id: /\/fp-ts\/es6\// },
    handler: (code) => code.replace(maker, '/* @__PURE__ */ '),
  },
}
