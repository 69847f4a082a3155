import type Axe from 'axe-core'
import type { VoiceCallSnapshot } from '../src/index.ts'
import { createStubCall, hardLines, moments } from './stub-call.ts'

/** One element in one moment of a call. */
interface Look {
  readonly name: string
  readonly tag: string
  readonly moment: Partial<VoiceCallSnapshot>
  readonly properties: Readonly<Record<string, unknown>>
}

const look = (tag: string, name: keyof typeof moments, properties: Look['properties'] = {}): Look => ({
  name: `${tag} ${name} ${JSON.stringify(properties)}`,
  tag,
  moment: moments[name],
  properties,
})

const momentNames = Object.keys(moments) as (keyof typeof moments)[]

/** The whole call in every moment. */
const calls = momentNames.map((name) => look('vatel-call', name, { name: 'Marta' }))

const unfolded = { name: 'Marta', floating: true, open: true }

/** The call that floats in every moment, the call with its devices and with lines that are hard to show, and the other elements. */
const others = [
  ...momentNames.map((name) => look('vatel-call', name, unfolded)),
  look('vatel-call', 'speaking', { floating: true }),
  look('vatel-call', 'listening', { showsDevices: true }),
  look('vatel-call', 'listening', { ...unfolded, showsDevices: true }),
  {
    ...look('vatel-call', 'speaking', { name: 'Donaudampfschifffahrtsgesellschaft' }),
    moment: { ...moments.speaking, transcript: hardLines },
  },
  ...['orb', 'bars', 'wave'].map((kind) => look('vatel-visualizer', 'speaking', { kind })),
  look('vatel-transcript', 'ended'),
  look('vatel-captions', 'speaking'),
  look('vatel-status', 'suspect'),
  look('vatel-devices', 'listening'),
]

/** Shows an element in a moment. */
const showLook = async ({ tag, moment, properties }: Look): Promise<void> => {
  const call = createStubCall()
  // Before anybody listens: an element with an interval is told at once when it is there.
  await call.sound({ user: 0.3, agent: 0.6 })
  const element = Object.assign(document.createElement(tag as 'vatel-call'), properties, { call })
  document.querySelector('#root')?.replaceChildren(element)
  call.show(moments.connecting)
  call.show(moment)
  await element.updateComplete
}

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
 * Returns what is wrong with the page as it looks now: sideways scroll, parts to touch of less than 44 pixels, text that is cut off by its
 * box, a focus that is not seen, and in forced colours text in a colour that is none of the system.
 */
const inspectLook = (): readonly string[] => {
  const found: string[] = []
  const width = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth > width)
    found.push(`the page is ${document.documentElement.scrollWidth} px wide`)
  const elements = roots(document)
    .flatMap((root) => [...root.querySelectorAll<HTMLElement>('*')])
    .filter((element) => element.checkVisibility() && element.closest('style, script, title') === null)
  for (const element of elements.filter((each) =>
    each.matches('button, summary, select, input, a[href], [tabindex]'),
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
    const isCut =
      element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== 'visible'
    if (isCut && !element.matches('.hidden-text') && element.closest('[aria-hidden="true"], .shape') === null)
      found.push(`${nameOf(element)} is ${element.scrollWidth} px wide in ${element.clientWidth} px`)
  }
  if (!matchMedia('(forced-colors: active)').matches) return found
  const system = ['CanvasText', 'ButtonText', 'GrayText', 'LinkText', 'FieldText'].map((color) => {
    const probe = Object.assign(document.createElement('i'), { hidden: true })
    probe.style.color = color
    document.body.append(probe)
    const computed = getComputedStyle(probe).color
    probe.remove()
    return computed
  })
  for (const element of elements) {
    const hasText = [...element.childNodes].some(
      (node) => node.nodeType === 3 && node.textContent?.trim() !== '',
    )
    if (hasText && !system.includes(getComputedStyle(element).color))
      found.push(`${nameOf(element)} has a colour of its own`)
  }
  return found
}

/** Shows elements in every moment, and returns what is wrong with each, a line for each fault. */
export const inspectLooks = async (withOthers: boolean): Promise<readonly string[]> => {
  const { axe } = globalThis as unknown as { readonly axe: typeof Axe }
  const isForced = matchMedia('(forced-colors: active)').matches
  const found: string[] = []
  document.documentElement.className = 'flat'
  for (const each of [...calls, ...(withOthers ? others : [])]) {
    await showLook(each)
    const { violations } = await axe.run({
      resultTypes: ['violations'],
      // In forced colours axe compares the colours of the page, which nobody sees: the check above compares those of the system.
      rules: { 'color-contrast': { enabled: !isForced } },
    })
    const barriers = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
    found.push(...[...inspectLook(), ...barriers].map((fault) => `${each.name}: ${fault}`))
  }
  return found
}
