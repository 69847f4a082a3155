import type { Rolldown } from 'tsdown'

type Node = Readonly<Record<string, unknown>>

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null

/** Returns the texts between the values of the templates of a tag, also of templates inside others. */
const textsOf = (value: unknown, tag: string): readonly Node[] => {
  if (Array.isArray(value)) return value.flatMap((each) => textsOf(each, tag))
  if (!isNode(value)) return []
  const inside = Object.values(value).flatMap((each) => textsOf(each, tag))
  if (value['type'] !== 'TaggedTemplateExpression' || (value['tag'] as Node)['name'] !== tag) return inside
  return [...((value['quasi'] as Node)['quasis'] as readonly Node[]), ...inside]
}

/** A break of a line and its indent are one space to HTML, which no element that is rendered shows as it is. */
const shortHtml = (text: string) => text.replace(/\s*\n\s*/g, ' ')

/** A colon with a space behind it is never a part of a selector. */
const shortCss = (text: string) =>
  text
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};]) ?/g, '$1')
    .replace(/([:,]) /g, '$1')
    .replace(/(?<![\w.])0(?=\.\d)/g, '')
    .replaceAll(';}', '}')

/** Shortens the white space of the templates `html` and `css`, which no minifier of JavaScript may do. */
export const shortTemplates = (folder: string): Rolldown.Plugin => ({
  name: 'short-templates',
  transform(code, id, { magicString }) {
    if (!id.includes(folder) || magicString === undefined) return null
    const program = this.parse(code, { lang: 'ts' })
    for (const [tag, shorten] of [
      ['html', shortHtml],
      ['css', shortCss],
    ] as const)
      for (const { start, end } of textsOf(program.body, tag) as readonly { start: number; end: number }[]) {
        const text = code.slice(start, end)
        const short = shorten(text)
        if (short !== text) magicString.update(start, end, short)
      }
    return { code: magicString }
  },
})
