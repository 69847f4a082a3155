import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit'
import type { VoiceCallParameters } from '../token.ts'
import { createLiveRegion } from './announcer.ts'
import { fill } from '../texts.ts'
import { endText } from '../user-texts.ts'
import { callSmallStyles } from './call-small-styles.ts'
import { callStyles } from './call-styles.ts'
import { CallElement } from './call-element.ts'
import { clockText } from './clock-text.ts'
import { durationOf } from './follow-call.ts'
import { icon } from './icons.ts'
import { followMicrophone, levelStyles } from './device-parts.ts'
import { moodOf, phaseText } from './phase-words.ts'
import { theme } from './theme.ts'
import type { ToolLabels } from './tool-card.ts'
import type { VisualizerKind } from './visualizer.ts'

/** Detail of the event `vatel-start`. A listener may change the parameters, or prevent the call. */
export interface StartDetail {
  parameters: VoiceCallParameters
}

/** Detail of the event `vatel-phase`. */
export interface PhaseDetail {
  readonly phase: string
}

/**
 * A whole call: `<vatel-call token="/api/session-token">`. With the attribute `floating` it is a button in the corner of
 * the page that unfolds, over everything else; folded, the call goes on. Escape folds it, and while no call runs so does a
 * click beside it.
 *
 * @fires vatel-start before a call begins; cancelable
 * @fires vatel-phase when the phase has changed
 */
export class VatelCall extends CallElement {
  static override properties: PropertyDeclarations = {
    name: { type: String },
    picture: { type: String },
    label: { type: String },
    floating: { type: Boolean, reflect: true },
    open: { type: Boolean, reflect: true },
    visualizer: { type: String },
    parameters: { attribute: false },
    announce: { type: String },
    remember: { type: String },
    toolLabels: { attribute: false },
    showsDevices: { state: true },
  }
  static override styles = [theme, levelStyles, callStyles, callSmallStyles]

  /** Name of the agent. @defaultValue the text `name`: "Voice assistant" */
  declare name: string | undefined
  /** Address of a picture of the agent. */
  declare picture: string | undefined
  /** Words of the button in the corner. @defaultValue the text `label`: "Talk to us" */
  declare label: string | undefined
  /** Shows a button in the corner of the page, which unfolds the call. */
  declare floating: boolean
  /** True while a floating call is unfolded. */
  declare open: boolean
  /** Shape of the visualizer. @defaultValue `orb` */
  declare visualizer: VisualizerKind
  /** Parameters of each call. */
  declare parameters: VoiceCallParameters | undefined
  /** Words for the tools of your app, by name. */
  declare toolLabels: ToolLabels | undefined
  /** `off` adds no live region for what is said: the page announces it, or the user does not want it announced. */
  declare announce: string | undefined
  /** `off` neither brings back the microphone, speaker and volume that the user chose at the last visit, nor keeps choices. */
  declare remember: string | undefined
  declare protected showsDevices: boolean
  /** True when a click beside the panel has folded it: the focus stays where the click put it. */
  #isDismissed = false

  readonly #region = createLiveRegion()

  constructor() {
    super()
    this.floating = false
    this.open = false
    this.visualizer = 'orb'
    this.showsDevices = false
    followMicrophone(this)
  }

  /**
   * Begins a call, unless a listener of `vatel-start` prevents it, or a property of the element cannot be used. Call it in
   * the handler of a click.
   */
  start(): void {
    const call = this.currentCall
    if (this.fault !== undefined || call?.getSnapshot().can.start !== true) return
    const detail: StartDetail = { parameters: { ...this.parameters } }
    const init = { detail, bubbles: true, composed: true, cancelable: true }
    if (this.dispatchEvent(new CustomEvent<StartDetail>('vatel-start', init))) call.start(detail.parameters)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    document.addEventListener('click', this.#onPageClick, true)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    document.removeEventListener('click', this.#onPageClick, true)
  }

  protected override updated(changed: PropertyValues): void {
    const before = changed.get('snapshot') as typeof this.snapshot
    const phase = this.snapshot?.phase
    if (changed.has('snapshot') && phase !== undefined && phase !== before?.phase) {
      const init = { detail: { phase }, bubbles: true, composed: true }
      this.dispatchEvent(new CustomEvent<PhaseDetail>('vatel-phase', init))
    }
    this.#raise()
    if (!this.floating || !changed.has('open') || (!this.open && changed.get('open') !== true)) return
    const target = this.renderRoot.querySelector<HTMLElement>(this.open ? '.main' : '.launcher')
    if (!this.#isDismissed) target?.focus()
    this.#isDismissed = false
  }

  /** Shows an unfolded call in the top layer, where the browser has popovers; elsewhere its `z-index` has to do. */
  #raise(): void {
    const { showPopover } = this as Partial<HTMLElement>
    if (showPopover === undefined) return
    const isRaised = this.matches(':popover-open')
    if (this.floating && this.open && !isRaised && this.isConnected) {
      // Any other kind would close during a call.
      this.popover = 'manual'
      this.showPopover()
    } else if (isRaised && !(this.floating && this.open)) this.popover = null
  }

  protected override render(): TemplateResult {
    // The region is there before the first sentence, and while the call is folded: what comes with a region is not announced.
    const region =
      this.announce === 'off' ? nothing : this.#region.render(this.snapshot?.transcript, this.words)
    if (!this.floating) return html`${this.#renderPanel()}${region}`
    const { words, label = words.label } = this
    return html`
      ${this.open ? this.#renderPanel() : nothing} ${region}
      <button
        class="launcher ${moodOf(this.snapshot)}"
        part="launcher"
        aria-expanded=${this.open}
        @click=${() => (this.open = !this.open)}
        @keydown=${this.#onKey}
      >
        ${
          this.open
            ? html`${icon('close')}<span class="hidden-text">${words.close}</span>`
            : html`<vatel-visualizer
                  class="mini"
                  aria-hidden="true"
                  .call=${this.currentCall}
                  .texts=${this.texts}
                ></vatel-visualizer
                ><span>${this.snapshot?.can.stop === true ? phaseText(this.snapshot, words) : label}</span>`
        }
      </button>
    `
  }

  readonly #onPageClick = (event: Event): void => {
    if (!this.floating || !this.open || this.snapshot?.can.stop === true) return
    if (event.composedPath().includes(this)) return
    this.#isDismissed = true
    this.open = false
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    if (this.showsDevices) {
      this.showsDevices = false
      this.renderRoot.querySelector<HTMLElement>('.devices-button')?.focus()
    } else if (this.floating && this.open) this.open = false
    else return
    event.stopPropagation()
  }

  #renderPanel(): TemplateResult {
    const { snapshot, texts, words, name = words.name, currentCall: call } = this
    // The devices follow the button that shows them in the order of the keyboard, and are above it for the eye.
    const hasLines = (snapshot?.transcript.length ?? 0) > 0
    return html`<section
      class="panel ${hasLines ? 'talk' : 'quiet'} ${snapshot?.can.approve === true ? 'asks' : ''} ${snapshot?.end === null && snapshot.problems.length > 0 ? 'noted' : ''}"
      part="panel"
      aria-label=${fill(words.panel, name)}
      @keydown=${this.#onKey}
    >
      <header part="header">
        ${this.#renderFace(name)}
        <div class="title">
          <h2 part="name"><bdi>${name}</bdi></h2>
          <vatel-status part="status" .call=${call} .texts=${texts} exportparts="problem"></vatel-status>
        </div>
      </header>
      <div class="stage" part="stage">
        <vatel-visualizer
          part="visualizer"
          aria-hidden="true"
          .kind=${this.visualizer}
          .call=${call}
          .texts=${texts}
        ></vatel-visualizer>
        ${this.#renderWords()}
      </div>
      <vatel-transcript
        part="transcript"
        announce="off"
        exportparts="log, bubble, bubble-user, bubble-agent, heard, pending, cut, tool, thinking"
        .call=${call}
        .texts=${texts}
        .toolLabels=${this.toolLabels}
        .noTools=${snapshot?.end == null}
        ?hidden=${!hasLines}
      ></vatel-transcript>
      ${this.#renderBar()}
      ${this.showsDevices ? html`<vatel-devices id="devices" part="devices" remember="off" .call=${call} .texts=${texts}></vatel-devices>` : nothing}
    </section>`
  }

  #renderFace(name: string): TemplateResult {
    if (this.picture) return html`<img class="face" part="face" src=${this.picture} alt="" />`
    return html`<span class="face" part="face" aria-hidden="true"
      >${/^./u.exec(name.trim())?.[0] ?? ''}</span
    >`
  }

  #renderWords(): TemplateResult | typeof nothing {
    const { snapshot, words, fault, currentCall: call } = this
    if (fault !== undefined && snapshot?.can.stop !== true)
      return html`<p class="words">${words['end-not-set-up']} <bdi lang="en">${fault}</bdi></p>`
    if (call === undefined)
      return html`<p class="words">
        Set the attribute <code>token</code> to the address of your server that creates session tokens.
      </p>`
    const lengthMs = durationOf(call, performance.now())
    if (snapshot?.end != null)
      return html`<div class="words end" part="end">
        <p class="reason">${endText(snapshot.end.reason, words)}</p>
        ${lengthMs > 0 ? html`<p class="length">${fill(words.length, clockText(lengthMs))}</p>` : nothing}
      </div>`
    if (snapshot?.phase === 'idle')
      return html`<div class="words">
        <slot name="intro"><p>${words.intro}</p></slot>
      </div>`
    return nothing
  }

  #renderBar(): TemplateResult {
    const { snapshot, words, currentCall: call } = this
    const can = snapshot?.can
    const isMuted = snapshot?.microphone.isMuted === true
    const canMute = can?.mute === true || can?.unmute === true
    const isInCall = can?.stop === true
    return html`<div class="bar" part="bar" role="group" aria-label=${words.controls}>
      <button
        class="mute ${isMuted ? 'on' : ''}"
        part="button mute"
        aria-pressed=${isMuted}
        aria-disabled=${!canMute}
        aria-label=${words.mute}
        title=${words[isMuted ? 'unmute' : 'mute']}
        @click=${() => {
          // A button that is disabled for screen readers keeps its focus, and so its clicks.
          if (canMute) call?.[isMuted ? 'unmute' : 'mute']()
        }}
      >
        ${icon(isMuted ? 'muted' : 'microphone')}
        ${isInCall ? html`<span class="level" part="level" aria-hidden="true"><i></i><i></i><i></i></span>` : nothing}
      </button>
      <button
        class="main ${isInCall ? 'stop' : ''}"
        part="button main"
        aria-disabled=${isInCall || (can?.start === true && this.fault === undefined) ? 'false' : 'true'}
        @click=${() => (isInCall ? call?.stop() : this.start())}
      >
        ${icon(isInCall ? 'end' : 'call')}<span
          >${words[isInCall ? 'stop' : snapshot?.end != null ? 'again' : 'start']}</span
        >
      </button>
      <button
        class="devices-button ${this.showsDevices ? 'on' : ''}"
        part="button devices-button"
        aria-expanded=${this.showsDevices}
        aria-label=${words.devices}
        title=${words.devices}
        @click=${() => (this.showsDevices = !this.showsDevices)}
      >
        ${icon('settings')}
      </button>
    </div>`
  }
}
