import { transform } from 'lightningcss'
import type { Rolldown } from 'tsdown'

type Node = Readonly<Record<string, unknown>>

/** A text between the values of a template. */
interface TemplateText {
  readonly start: number
  readonly value: { readonly raw: string }
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null

/** Returns the texts between the values of the templates of a tag, also of templates inside others. */
const textsOf = (value: unknown, tag: string): readonly TemplateText[] => {
  if (Array.isArray(value)) return value.flatMap((each) => textsOf(each, tag))
  if (!isNode(value)) return []
  const inside = Object.values(value).flatMap((each) => textsOf(each, tag))
  if (value['type'] !== 'TaggedTemplateExpression' || (value['tag'] as Node)['name'] !== tag) return inside
  return [...((value['quasi'] as Node)['quasis'] as readonly TemplateText[]), ...inside]
}

/** A break of a line and its indent are one space to HTML, which no element that is rendered shows as it is. */
const shortHtml = (text: string) => text.replace(/\s*\n\s*/g, ' ')

/** The style sheets have no values between their texts: each text is one whole style sheet. */
const shortCss = (text: string) =>
  transform({ filename: 'template.css', code: Buffer.from(text), minify: true }).code.toString()

/** By the tag of the template. */
const shortened = { html: shortHtml, css: shortCss }

/**
 * Shortens the templates `html` and `css`, which no minifier of JavaScript may do. Lightning CSS does the style sheets. The
 * package `minify-literals` makes a file of the same size: its version 2 needs Node 22, and its version 1 stands on
 * `html-minifier-terser`, which is no longer kept.
 */
export const shortTemplates = (folder: string): Rolldown.Plugin => ({
  name: 'short-templates',
  transform(code, id, { magicString }) {
    if (!id.includes(folder) || magicString === undefined) return null
    const program = this.parse(code, { lang: 'ts' })
    for (const [tag, shorten] of Object.entries(shortened))
      for (const { start, value } of textsOf(program.body, tag)) {
        const short = shorten(value.raw)
        // The parser counts the mark before the text as a part of it.
        const at = code.indexOf(value.raw, start)
        if (short !== value.raw) magicString.update(at, at + value.raw.length, short)
      }
    return { code: magicString }
  },
})
