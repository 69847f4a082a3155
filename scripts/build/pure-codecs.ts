import type { Rolldown } from 'tsdown'

/** What makes a codec or describes an operation, and does nothing else. */
const maker =
  /(?<![\w.$])(object|partial|listOf|codec|oneOf|openEnum|orNull|reads|queries|creates|changes|deletes)(?=[(<])/g

/**
 * Says of calls that make codecs that they are pure: a page that only opens calls then has no codecs of the REST side
 * in its bundle, which are half of them.
 */
export const pureCodecs: Rolldown.Plugin = {
  name: 'pure-codecs',
  transform: {
    filter: { id: /\/core\/src\/(protocol|rest)\// },
    handler: (code) => code.replace(maker, '/* @__PURE__ */ $1'),
  },
}
