import { css, html, svg, type PropertyDeclarations, type TemplateResult } from 'lit'
import type { Levels } from '../meters.ts'
import type { VoiceCall } from '../voice-call.ts'
import { CallElement } from './call-element.ts'
import { calmStepMs, isCalm } from './device-parts.ts'
import { moodOf, phaseText } from './phase-words.ts'
import { theme } from './theme.ts'
import { visualizerMotion } from './visualizer-motion.ts'

/** Shape of a visualizer. */
export type VisualizerKind = 'orb' | 'bars' | 'wave'

/** Milliseconds between two changes; animations of the compositor fill the time between them. */
const stepMs = 110
/** Duration of an animation: the next one replaces it, so that the main thread does not see its end. */
const moveMs = 170
/** Bands of the voice that are shown. */
const bandCount = 7
/** Height of a bar that is a dot. */
const dot = 0.1

/** The last movement of a part. */
interface Move {
  readonly from: number
  readonly to: number
  readonly startMs: number
  readonly animation: Animation
}

/** Mean of the bands from one to another. */
const meanOf = (bands: Float32Array, from: number, to: number): number => {
  let sum = 0
  for (let at = from; at < to; at += 1) sum += bands[at] ?? 0
  return sum / (to - from)
}

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
 * Shows who speaks, and how loudly: `<vatel-visualizer kind="orb">`. It moves with the spectrum of the voice that is
 * heard, is calm while it listens, turns while the agent thinks, and stands still on a line that may be lost.
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

  readonly #bands = new Float32Array(bandCount)
  /** The last value and animation of each part that moves. */
  readonly #moved = new WeakMap<Element, Move>()
  #stop: (() => void) | undefined
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
    if (call === undefined || !this.isConnected || !this.#isVisible) return
    this.#stop = call.meters.subscribe((levels) => this.#show(levels), isCalm() ? calmStepMs : stepMs)
  }

  #show({ user, agent }: Levels): void {
    const mood = moodOf(this.snapshot)
    const isBusy = mood === 'thinking' || mood === 'connecting'
    if (isCalm()) {
      // The loudness is the opacity alone, by the style sheet.
      this.style.setProperty('--level', Math.max(user, agent).toFixed(2))
      return
    }
    this.currentCall?.meters.readBands(mood === 'speaking' ? 'agent' : 'user', this.#bands)
    const [low, middle, high] = [[0, 2] as const, [2, 4] as const, [4, bandCount] as const].map(
      ([from, to]) => meanOf(this.#bands, from, to),
    )
    this.#move('.ball', 1 + 0.2 * agent - 0.1 * user, (scale) => ({ scale }))
    this.#move('.halo', 0.92 + 0.22 * agent - 0.06 * user, (scale) => ({
      scale,
      opacity: 0.16 + 0.34 * agent + 0.16 * user,
    }))
    this.#move('.fluid', 1 + 0.5 * (low ?? 0), (scale) => ({ scale }))
    ;[low, middle, high].forEach((level = 0, at) => {
      this.#move(`.wave-${at}`, Math.max(isBusy ? 0.2 : 0.05, level), (scale) => ({ scale: `1 ${scale}` }))
    })
    for (let at = 0; at < bandCount; at += 1) {
      const hidden = 100 * (1 - Math.max(dot, this.#bands[at] ?? 0))
      this.#move(`.fill-${at}`, hidden, (percent) => ({ translate: `0 ${percent}%` }))
    }
  }

  /** Moves a part of the shape to a value; a shape has only some of the parts. */
  #move(selector: string, value: number, frameOf: (value: number) => Keyframe): void {
    const part = this.renderRoot.querySelector(selector)
    if (part === null) return
    const now = performance.now()
    const before = this.#moved.get(part)
    if (before !== undefined && Math.abs(before.to - value) < 0.005 * Math.max(1, value)) return
    const from =
      before === undefined
        ? value
        : before.from + (before.to - before.from) * Math.min(1, (now - before.startMs) / moveMs)
    const animation = part.animate([frameOf(from), frameOf(value)], { duration: moveMs, fill: 'forwards' })
    before?.animation.cancel()
    this.#moved.set(part, { from, to: value, startMs: now, animation })
  }

  protected override render(): TemplateResult {
    const shape = shapes[this.kind] ?? orb
    return html`<div
      class="shape ${this.kind} ${moodOf(this.snapshot)}"
      part="shape"
      role="img"
      aria-label=${phaseText(this.snapshot, this.words)}
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

const bars = () =>
  Array.from(
    { length: bandCount },
    (_, at) => html`<div class="bar" part="bar"><i class="fill-${at}"></i></div>`,
  )

const wave = () =>
  waves.map(
    (path, at) =>
      html`<div class="layer wave-${at}">
        <div class="drift">
          <svg viewBox="0 0 400 100" preserveAspectRatio="none" aria-hidden="true">
            ${svg`<path part="wave" d=${path} />`}
          </svg>
        </div>
      </div>`,
  )

/** Shapes by name; an attribute may hold any text. */
const shapes: Readonly<Partial<Record<string, () => unknown>>> = { orb, bars, wave }
