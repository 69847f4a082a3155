import type Axe from 'axe-core'

/** All roots of a page: the document and its shadow roots. */
const roots = (root: ParentNode): readonly ParentNode[] => [
  root,
  ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) =>
    shadowRoot === null ? [] : roots(shadowRoot),
  ),
]

const minimum = 44

const nameOf = (element: HTMLElement): string =>
  `${element.localName}.${element.className} "${element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 40)}"`

/** A visible check box or slider is touched by its label. */
const touched = (element: HTMLElement): HTMLElement =>
  element.localName === 'input' ? (element.closest('label') ?? element) : element

/**
 * Returns what is wrong with the looks of the page: sideways scroll, parts to touch of less than 44 pixels, text that is cut off by its
 * box, a focus that is not seen, and in forced colours text in a colour that is none of the system.
 */
const findFaults = (): readonly string[] => {
  const found: string[] = []
  const width = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth > width)
    found.push(`the page is ${document.documentElement.scrollWidth} px wide`)
  const elements = roots(document)
    .flatMap((root) => [...root.querySelectorAll<HTMLElement>('*')])
    .filter((element) => element.checkVisibility() && element.closest('style, script, title') === null)
    // A modal dialog makes all the rest inert.
    .filter((element) => document.querySelector('dialog:modal')?.contains(element) !== false)
  for (const element of elements.filter((each) =>
    each.matches('button, summary, select, input, a[href], [tabindex]:not([tabindex="-1"])'),
  )) {
    if (!element.matches('[tabindex]')) {
      const box = touched(element).getBoundingClientRect()
      if (box.width < minimum || box.height < minimum)
        found.push(`${nameOf(element)} is ${box.width} x ${box.height} px`)
    }
    element.focus({ preventScroll: true })
    const { outlineStyle, outlineWidth } = getComputedStyle(element)
    if (outlineStyle !== 'solid' || parseFloat(outlineWidth) < 2)
      found.push(`${nameOf(element)} shows no focus: ${outlineStyle} ${outlineWidth}`)
  }
  for (const element of elements) {
    // A text for screen readers alone has a box of a pixel.
    const isCut =
      element.clientWidth > 1 &&
      element.scrollWidth > element.clientWidth + 1 &&
      getComputedStyle(element).overflowX !== 'visible'
    if (isCut && element.closest('[aria-hidden="true"], .shape') === null)
      found.push(`${nameOf(element)} is ${element.scrollWidth} px wide in ${element.clientWidth} px`)
  }
  if (!matchMedia('(forced-colors: active)').matches) return found
  const system = ['CanvasText', 'ButtonText', 'GrayText', 'LinkText', 'FieldText', 'HighlightText'].map(
    (color) => {
      const probe = Object.assign(document.createElement('i'), { hidden: true })
      probe.style.color = color
      document.body.append(probe)
      const computed = getComputedStyle(probe).color
      probe.remove()
      return computed
    },
  )
  for (const element of elements) {
    const hasText = [...element.childNodes].some(
      (node) => node.nodeType === 3 && node.textContent?.trim() !== '',
    )
    if (hasText && !system.includes(getComputedStyle(element).color))
      found.push(`${nameOf(element)} has a colour of its own`)
  }
  return found
}

/**
 * Returns what is wrong with the page as it looks now, a line for each fault: what axe finds, and what axe does not look at. The page has
 * evaluated the source of axe.
 */
export const inspectLook = async (): Promise<readonly string[]> => {
  const { axe } = globalThis as unknown as { readonly axe: typeof Axe }
  const isForced = matchMedia('(forced-colors: active)').matches
  const { violations } = await axe.run({
    resultTypes: ['violations'],
    // In forced colours axe compares the colours of the page, which nobody sees: the check above compares those of the system.
    rules: { 'color-contrast': { enabled: !isForced } },
  })
  const barriers = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
  return [...findFaults(), ...barriers]
}
