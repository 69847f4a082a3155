import type { CDPSession, Page } from 'playwright-core'

/** A node of the accessibility tree, as far as a screen reader's announcements need it. */
interface AxNode {
  readonly nodeId: string
  readonly parentId?: string
  readonly ignored: boolean
  readonly role?: { readonly value?: unknown }
  readonly name?: { readonly value?: unknown }
  readonly properties?: readonly { readonly name: string; readonly value: { readonly value?: unknown } }[]
}

/** Texts of one live region, by the id of their node. */
interface LiveTexts {
  readonly live: 'polite' | 'assertive'
  readonly atomic: boolean
  readonly busy: boolean
  readonly isAlert: boolean
  readonly texts: Map<string, string>
}

const propertyOf = (node: AxNode, name: string): unknown =>
  node.properties?.find((property) => property.name === name)?.value.value

const text = (value: unknown): string => (typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : '')

/** Returns the live regions of a tree, with the texts in each; a text belongs to its innermost region. */
const liveRegions = (nodes: readonly AxNode[]): ReadonlyMap<string, LiveTexts> => {
  const byId = new Map(nodes.map((node) => [node.nodeId, node]))
  const regions = new Map<string, LiveTexts>()
  for (const node of nodes) {
    const live = node.ignored ? undefined : propertyOf(node, 'live')
    if (live !== 'polite' && live !== 'assertive') continue
    regions.set(node.nodeId, {
      live,
      atomic: propertyOf(node, 'atomic') === true,
      busy: Boolean(propertyOf(node, 'busy')),
      isAlert: node.role?.value === 'alert',
      texts: new Map(),
    })
  }
  const regionOf = (node: AxNode): LiveTexts | undefined => {
    for (let each: AxNode | undefined = node; each !== undefined; each = byId.get(each.parentId ?? '')) {
      const region = regions.get(each.nodeId)
      if (region !== undefined) return region
      if (propertyOf(each, 'live') === 'off') return undefined
    }
    return undefined
  }
  // In the order of the document: the tree names the children of a node one after the other.
  const children = new Map<string | undefined, AxNode[]>()
  for (const node of nodes) children.set(node.parentId, [...(children.get(node.parentId) ?? []), node])
  const visit = (node: AxNode): void => {
    if (node.role?.value === 'StaticText' && text(node.name?.value) !== '')
      regionOf(node)?.texts.set(node.nodeId, text(node.name?.value))
    for (const child of children.get(node.nodeId) ?? []) visit(child)
  }
  for (const root of children.get(undefined) ?? []) visit(root)
  return regions
}

/**
 * Returns the announcements of a change: the texts of live regions that are new, or the whole region where it is atomic.
 * A region that comes with its text is announced when it is an alert; others are known by what changes in them.
 */
const announcementsOf = (
  before: ReadonlyMap<string, LiveTexts>,
  after: ReadonlyMap<string, LiveTexts>,
): readonly string[] =>
  [...after].flatMap(([id, { live, atomic, busy, isAlert, texts }]) => {
    const known = before.get(id)
    if (busy || (known === undefined && !isAlert)) return []
    const added = [...texts].filter(([textId, value]) => known?.texts.get(textId) !== value)
    if (added.length === 0) return []
    return [`${live}: ${(atomic ? [...texts] : added).map(([, value]) => value).join(' | ')}`]
  })

/** What a screen reader would say of a page, computed from the accessibility tree of Chromium. */
export interface ScreenReader {
  /** Returns the announcements since the last call, in the order of the page. */
  listen(): Promise<readonly string[]>
  /** Role and name of the element with the focus; undefined when the focus is lost. */
  focus(): Promise<string | undefined>
}

/** Connects a screen reader to a page. */
export const connectScreenReader = async (page: Page): Promise<ScreenReader> => {
  const session: CDPSession = await page.context().newCDPSession(page)
  await session.send('Accessibility.enable')
  const read = async (): Promise<readonly AxNode[]> =>
    (await session.send('Accessibility.getFullAXTree')).nodes
  let before = liveRegions(await read())
  return {
    async listen() {
      const after = liveRegions(await read())
      const said = announcementsOf(before, after)
      before = after
      return said
    },
    async focus() {
      const focused = (await read()).filter(
        (node) => propertyOf(node, 'focused') === true && node.role?.value !== 'RootWebArea',
      )
      const node = focused.at(-1)
      if (node === undefined) return undefined
      const states = ['pressed', 'checked', 'expanded', 'disabled'].flatMap((name) => {
        const value = propertyOf(node, name)
        return value === undefined || value === false || value === 'false' ? [] : [name]
      })
      return [text(node.role?.value), `"${text(node.name?.value)}"`, ...states].join(' ')
    },
  }
}
