import { css, html, svg, type PropertyDeclarations, type TemplateResult } from 'lit'
import type { Levels } from '../meters.ts'
import type { VoiceCall } from '../voice-call.ts'
import { CallElement } from './call-element.ts'
import { moodOf, phaseText } from './phase-words.ts'
import { theme } from './theme.ts'
import { visualizerMotion } from './visualizer-motion.ts'

/** Shape of a visualizer. */
export type VisualizerKind = 'orb' | 'bars' | 'wave'

/** Milliseconds between two changes; a transition of the compositor fills the time between them. */
const stepMs = 48
/** The same for users who want little motion. */
const calmStepMs = 500
/** Share of the level that each bar shows, from the middle outwards. */
const barShares = [1, 0.86, 0.66, 0.44]

const wavePath = (amplitude: number, periods: number): string => {
  const step = 400 / periods / 4
  const curves = Array.from({ length: periods * 2 }, (_, at) => {
    const y = at % 2 === 0 ? 50 - amplitude : 50 + amplitude
    return `q${step} ${(y - 50) * 2} ${step * 2} 0`
  })
  return `M0 50${curves.join('')}`
}

const waves = [wavePath(36, 4), wavePath(28, 6), wavePath(20, 8)]

/**
 * Shows who speaks, and how loudly: `<vatel-visualizer kind="orb">`. It moves with the voice that is heard, breathes while
 * it listens, turns while the agent thinks, and stands still on a line that may be lost.
 */
export class VatelVisualizer extends CallElement {
  static override properties: PropertyDeclarations = { kind: { type: String, reflect: true } }
  static override styles = [
    theme,
    css`
      :host {
        display: inline-block;
        inline-size: var(--vatel-size, 11rem);
        block-size: var(--vatel-size, 11rem);
        flex: none;
      }
    `,
    visualizerMotion,
  ]

  /** Shape. @defaultValue `orb` */
  declare kind: VisualizerKind

  readonly #history: number[] = []
  #stop: (() => void) | undefined
  #shownAtMs = -Infinity
  #observer: IntersectionObserver | undefined
  #isVisible = true

  constructor() {
    super()
    this.kind = 'orb'
  }

  override connectedCallback(): void {
    super.connectedCallback()
    if (!('IntersectionObserver' in globalThis)) return
    this.#observer = new IntersectionObserver((entries) => {
      this.#isVisible = entries.at(-1)?.isIntersecting ?? true
      this.callChanged(this.currentCall)
    })
    this.#observer.observe(this)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#observer?.disconnect()
  }

  protected override callChanged(call: VoiceCall | undefined): void {
    this.#stop?.()
    this.#stop = undefined
    // Out of sight no frame is requested.
    if (call !== undefined && this.isConnected && this.#isVisible)
      this.#stop = call.meters.subscribe((levels) => this.#show(levels))
  }

  #show({ user, agent }: Levels): void {
    const now = performance.now()
    const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches
    const isAtRest = user === 0 && agent === 0
    if (now - this.#shownAtMs < (isCalm ? calmStepMs : stepMs) && !isAtRest) return
    this.#shownAtMs = now
    const level = moodOf(this.snapshot) === 'speaking' ? agent : Math.max(user, agent)
    this.#history.unshift(level)
    this.#history.length = Math.min(this.#history.length, barShares.length)
    const { style } = this
    style.setProperty('--user', user.toFixed(3))
    style.setProperty('--agent', agent.toFixed(3))
    style.setProperty('--level', level.toFixed(3))
    if (this.kind !== 'bars') return
    barShares.forEach((share, at) =>
      style.setProperty(`--bar-${at}`, ((this.#history[at] ?? 0) * share).toFixed(3)),
    )
  }

  protected override render(): TemplateResult {
    const shape = shapes[this.kind] ?? orb
    return html`<div
      class="shape ${this.kind} ${moodOf(this.snapshot)}"
      part="shape"
      role="img"
      aria-label=${phaseText(this.snapshot)}
    >
      ${shape()}
    </div>`
  }
}

const orb = () => html`
  <div class="halo"></div>
  <div class="ball" part="ball">
    <div class="fluid"><i></i><i></i><i></i></div>
    <div class="shine"></div>
  </div>
  <div class="orbit"></div>
`

const bars = () => [3, 2, 1, 0, 1, 2, 3].map((at) => html`<div class="bar bar-${at}" part="bar"></div>`)

const wave = () =>
  html`<svg viewBox="0 0 200 100" preserveAspectRatio="none" aria-hidden="true">
    ${waves.map((path, at) => svg`<path class="wave-${at}" part="wave" d=${path} />`)}
  </svg>`

/** Shapes by name; an attribute may hold any text. */
const shapes: Readonly<Partial<Record<string, () => unknown>>> = { orb, bars, wave }
