import type { Rolldown } from 'tsdown'

/** What a module of fp-ts or io-ts makes when it is read, and does nothing else: values, and classes in functions. */
const maker =
  /(?<=^(?:export )?(?:var|const) \w+ = (?:\(this && this\.\w+\) \|\| )?)(?:\/\*\s*#__PURE__\s*\*\/ |\/\*\* @class \*\/ )?(?=\w+\(|new |\(function \()|^(?=Object\.defineProperty\(RecursiveType)/gm

/**
 * Says of all that fp-ts and io-ts make at their top level that it is pure, as fp-ts says of most: only what is used of
 * them is inlined then. Of io-ts that is the class of all codecs. Its class of recursive codecs, which is given a
 * property from outside, must not be used.
 */
export const pureLibraries: Rolldown.Plugin = {
  name: 'pure-libraries',
  transform: {
    filter: { id: /\/(fp-ts|io-ts)\/es6\// },
    handler: (code) => code.replace(maker, '/* @__PURE__ */ '),
  },
}
