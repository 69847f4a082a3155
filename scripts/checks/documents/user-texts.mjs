import { readFileSync } from 'node:fs'
import { textOf } from '../../workspace/documents.mjs'
import { inRoot } from '../../workspace/root.mjs'

/** @typedef {import('../outcome.mjs').Check} Check */

/** Pages that say what users of a voice call read. */
const pages = /^docs\/(start|guides|help)\//

/** Sentences in quotation marks that no package shows. */
const others = new Set([
  // Words of an app for its own users.
  'The call is recorded. Do you agree?',
])

/**
 * Looks up each sentence that a guide quotes in the texts for users of `@vatel/voice`.
 * @param {readonly string[]} documents
 * @returns {readonly Check[]}
 */
export const checkUserTexts = (documents) => {
  const shown = readFileSync(inRoot('packages/voice/src/texts.ts'), 'utf8')
  return documents.flatMap((document) => {
    if (!pages.test(document)) return []
    const prose = textOf(document).replace(/^```.*?^```$/gms, '')
    const quoted = [...prose.matchAll(/"([A-Z][^"\n]* [^"\n]*[.?])"/g)].map(([, text = '']) => text)
    const unknown = quoted.filter(
      (text) => !shown.includes(text.replace(/\(\d{3}\)/, '({status})')) && !others.has(text),
    )
    return quoted.length === 0
      ? []
      : [
          {
            name: `${document}: the sentences that it quotes are shown to users`,
            fault:
              unknown.map((text) => `packages/voice/src/texts.ts has no "${text}"`).join('\n') || undefined,
          },
        ]
  })
}
