import { LitElement, type PropertyDeclarations, type PropertyValues } from 'lit'
import type { VoiceCallSnapshot } from '../snapshot.ts'
import type { InPagePlatform, TokenFunction } from '../token.ts'
import { sentences, words, type ElementTexts } from '../texts.ts'
import { faultOf } from '../check-options.ts'
import { tellDevelopers } from '../developer-console.ts'
import { createVoiceCallOf, type VoiceCall, type VoiceCallOptions } from '../voice-call.ts'
import { followCall } from './follow-call.ts'

/** Milliseconds that a page has to give an element its call, before the console shows a message. */
const noCallMs = 1_000

/** Returns the texts with those that are given in place of theirs. */
const withTexts = (texts: ElementTexts, given: Partial<ElementTexts> = {}): ElementTexts => {
  const known = Object.entries<string | undefined>(given).filter(([name, text]) => {
    if (!Object.hasOwn(texts, name))
      tellDevelopers('warn', `there is no text "${name}": see the type ElementTexts`)
    return text !== undefined
  })
  return { ...texts, ...Object.fromEntries(known) }
}

const english: ElementTexts = { ...sentences, ...words }
let pageTexts = english
/** Called when the texts of the page have changed, one for each element in it. */
const listeners = new Set<() => void>()

/**
 * Gives the elements of the page their texts, at once and for elements that come later. A text that is not given is English;
 * the property `texts` of an element goes before. Set `lang` and `dir` of the page to the language.
 *
 * @example
 * setTexts({ start: 'Llamar', stop: 'Colgar' })
 */
export const setTexts = (texts: Partial<ElementTexts>): void => {
  pageTexts = withTexts(english, texts)
  for (const listener of listeners) listener()
}

/** An element that shows a call: the one of its property `call`, else one of its own, from `token` or `simulator`. */
export class CallElement extends LitElement {
  static override properties: PropertyDeclarations = {
    call: { attribute: false },
    token: { type: String },
    baseUrl: { attribute: 'base-url' },
    simulator: { attribute: false },
    options: { attribute: false },
    texts: { attribute: false },
    snapshot: { state: true },
    fault: { state: true },
  }

  /** The call to show. Without one the element creates its own, from `simulator` or `token`. */
  declare call: VoiceCall | undefined
  /** Address of your server that creates session tokens. */
  declare token: string | undefined
  /** Address of the platform, of the attribute `base-url`. @defaultValue `https://api.vatel.ai` */
  declare baseUrl: string | undefined
  /** A platform inside the page, or a function that returns a token or a platform. */
  declare simulator: InPagePlatform | TokenFunction | undefined
  /** Other options of the call that the element creates, such as `tools` and `audio`. */
  declare options: Partial<VoiceCallOptions> | undefined
  /** Texts of this element in place of those of the page. A text that is given by neither is English. */
  declare texts: Partial<ElementTexts> | undefined
  /** The snapshot that is shown; absent without a call. */
  declare protected snapshot: VoiceCallSnapshot | undefined
  /** The first property of the element's own call that cannot be used, and the remedy; absent while all can. */
  declare protected fault: string | undefined

  #words: ElementTexts | undefined
  #own: VoiceCall | undefined
  #followed: VoiceCall | undefined
  #leave: (() => void) | undefined

  /** All texts of the element. */
  protected get words(): ElementTexts {
    return (this.#words ??= withTexts(pageTexts, this.texts))
  }

  /** The call that is shown: `call`, or the element's own. None where the properties for its own cannot be used. */
  get currentCall(): VoiceCall | undefined {
    if (this.call !== undefined) return this.call
    if (!this.#hasSource()) return undefined
    if (this.#own === undefined && faultOf(this.#readOptions()) === undefined)
      this.#own = createVoiceCallOf(this.#readOptions)
    return this.#own
  }

  override connectedCallback(): void {
    super.connectedCallback()
    listeners.add(this.#refresh)
    this.#refresh()
    this.#follow()
    setTimeout(() => this.#tellOfNoCall(), noCallMs)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    listeners.delete(this.#refresh)
    this.#unfollow()
    // A framework that moves an element disconnects and connects it in one task.
    setTimeout(() => {
      if (!this.isConnected) this.#own?.stop()
    })
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('texts')) this.#words = undefined
    const sources = ['call', 'token', 'simulator', 'baseUrl', 'options']
    if (sources.some((name) => changed.has(name))) this.#follow()
  }

  /** Called when another call is shown, or none. Elements that read levels override it. */
  protected callChanged?(call: VoiceCall | undefined): void

  readonly #refresh = (): void => {
    this.#words = undefined
    this.requestUpdate()
  }

  #hasSource(): boolean {
    return this.simulator !== undefined || Boolean(this.token)
  }

  readonly #readOptions = (): VoiceCallOptions => ({
    ...this.options,
    // An attribute that is removed leaves null.
    ...(this.baseUrl != null && { baseUrl: this.baseUrl }),
    token: this.simulator ?? this.token ?? '',
  })

  /** Tells developers of each fault once: here, and in the panel of `<vatel-call>`. */
  #check(): void {
    const isOwn = this.call === undefined && this.#hasSource()
    // An element has an attribute in place of the option.
    const fault = isOwn ? faultOf(this.#readOptions())?.replace(/^baseUrl/, 'base-url') : undefined
    if (fault !== undefined && fault !== this.fault)
      tellDevelopers('error', `<${this.localName}> cannot call: ${fault}`)
    this.fault = fault
  }

  #tellOfNoCall(): void {
    const root = this.getRootNode()
    // The parts of a `<vatel-call>` have the call of that one.
    const isPart = root instanceof ShadowRoot && root.host instanceof CallElement
    if (this.isConnected && !isPart && this.fault === undefined && this.currentCall === undefined)
      tellDevelopers(
        'warn',
        `<${this.localName}> has no call: set \`call\` to one of createVoiceCall, or \`token\` to the address of your server`,
      )
  }

  #unfollow(): void {
    this.#leave?.()
    this.#leave = undefined
    this.#followed = undefined
    this.callChanged?.(undefined)
  }

  #follow(): void {
    if (this.isConnected) this.#check()
    const call = this.isConnected ? this.currentCall : undefined
    if (call === this.#followed) return
    this.#unfollow()
    this.#followed = call
    if (call === undefined) this.snapshot = undefined
    else
      this.#leave = followCall(call, (snapshot) => {
        this.snapshot = snapshot
      })
    this.callChanged?.(call)
  }
}

/** Registers an element, unless there is one of its name: two copies of the package may be in a page. */
export const define = (name: string, element: CustomElementConstructor): void => {
  if (!('customElements' in globalThis)) return
  if (customElements.get(name) === undefined) customElements.define(name, element)
}
