import { css, html, svg, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit'
import type { Levels } from '../meters.ts'
import type { VoiceCall } from '../voice-call.ts'
import { CallElement } from './call-element.ts'
import { calmStepMs, isCalm } from './device-parts.ts'
import { moodOf, phaseText } from './phase-words.ts'
import { theme } from './theme.ts'
import { visualizerMotion } from './visualizer-motion.ts'

/** Shape of a visualizer. */
export type VisualizerKind = 'orb' | 'bars' | 'wave'

/** Milliseconds between two readings of the voice. Every second one begins a movement, which goes through both. */
const readMs = 90
/** Milliseconds of a movement from a reading to the next one. They are more, so that no part stops before the next movement. */
const stepMs = 97
/** Milliseconds of an animation, which holds the last reading. Its end wakes the main thread, so that it is far. */
const holdMs = 2_000
/** Bands of the voice that are shown. */
const bandCount = 7
/** Height of a bar that is a dot. */
const dot = 0.1
/** A change that is smaller is not seen. */
const least = 0.005

/** A voice at one moment. */
interface Voice extends Levels {
  readonly bands: Float32Array
  readonly isBusy: boolean
}

/** A part of a shape that follows the voice. */
interface Follower {
  readonly selector: string
  readonly valueOf: (voice: Voice) => number
  readonly framesOf: (values: readonly number[]) => PropertyIndexedKeyframes
}

/** Mean of the bands from one to another. */
const meanOf = (bands: Float32Array, from: number, to: number): number => {
  let sum = 0
  for (let at = from; at < to; at += 1) sum += bands[at] ?? 0
  return sum / (to - from)
}

/** Moves a part by a reading of the voice, now or with the next one; returns true when it began a movement. */
type Move = (voice: Voice, isDue: boolean) => boolean

const offset = [0, stepMs / holdMs, (2 * stepMs) / holdMs, 1]

/** Returns the value of a path of two steps, at a number of steps from its start. */
const between = ([from, middle, to]: readonly [number, number, number], steps: number): number => {
  if (steps < 1) return from + (middle - from) * steps
  return middle + (to - middle) * Math.min(1, steps - 1)
}

const silence: Voice = { user: 0, agent: 0, bands: new Float32Array(bandCount), isBusy: false }

/**
 * Creates the move of a part, which rests as the style sheet has it. The compositor runs one animation, whose keyframes are
 * set. Each change costs the main thread two frames: one begins it, and the next one hears from the compositor that it began.
 */
const moveOf = (part: Element, { valueOf, framesOf }: Follower): Move => {
  const rest = valueOf(silence)
  let animation: Animation | undefined
  let path: readonly [number, number, number] = [rest, rest, rest]
  let startMs = 0
  let waiting: number | undefined
  return (voice, isDue) => {
    const value = valueOf(voice)
    const middle = waiting ?? value
    waiting = isDue ? undefined : value
    if (!isDue || (Math.abs(value - path[2]) < least && Math.abs(middle - path[2]) < least)) return false
    const nowMs = performance.now()
    path = [between(path, (nowMs - startMs) / stepMs), middle, value]
    startMs = nowMs
    const frames = { ...framesOf([...path, value]), offset }
    if (animation === undefined) animation = part.animate(frames, { duration: holdMs, fill: 'forwards' })
    else if (animation.effect instanceof KeyframeEffect) animation.effect.setKeyframes(frames)
    // The clock of `between`: without a start, the browser would begin in the frame that shows the movement.
    animation.startTime = nowMs
    return true
  }
}

const orbFollowers: readonly Follower[] = [
  {
    selector: '.ball',
    valueOf: ({ user, agent }) => 1 + 0.2 * agent - 0.1 * user,
    framesOf: (values) => ({ scale: [...values] }),
  },
  {
    selector: '.halo',
    // Above 0 the agent is heard, and below 0 the user.
    valueOf: ({ user, agent }) => (user > agent ? -user : agent),
    framesOf: (values) => ({
      scale: values.map((loudness) => 0.92 + (loudness > 0 ? 0.22 : 0.06) * loudness),
      opacity: values.map((loudness) => 0.16 + (loudness > 0 ? 0.34 : -0.16) * loudness),
    }),
  },
  {
    selector: '.fluid',
    valueOf: ({ bands }) => 1 + 0.5 * meanOf(bands, 0, 2),
    framesOf: (values) => ({ scale: [...values] }),
  },
]

/** Parts that follow the voice, by the name of the shape. */
const followers: Readonly<Partial<Record<string, readonly Follower[]>>> = {
  orb: orbFollowers,
  // Each bar is lifted by half of what its fill is lowered by, and so grows from its middle.
  bars: Array.from({ length: bandCount }, (_, at) =>
    [100, -50].map((share): Follower => ({
      selector: share > 0 ? `.fill-${at}` : `.bar:nth-child(${at + 1})`,
      valueOf: ({ bands }) => Math.max(dot, bands[at] ?? 0),
      framesOf: (heights) => ({ translate: heights.map((height) => `0 ${share * (1 - height)}%`) }),
    })),
  ).flat(),
  wave: [[0, 2] as const, [2, 4] as const, [4, bandCount] as const].map(([from, to], at) => ({
    selector: `.wave-${at}`,
    valueOf: ({ bands, isBusy }) => Math.max(isBusy ? 0.2 : 0.05, meanOf(bands, from, to)),
    framesOf: (heights) => ({ scale: heights.map((height) => `1 ${height}`) }),
  })),
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
  /** Moves the parts of the shape that is shown. */
  #moves: readonly Move[] = []
  /** True while a movement began with the last reading. */
  #hasMoved = false
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
      const isVisible = entries.at(-1)?.isIntersecting ?? true
      if (isVisible === this.#isVisible) return
      this.#isVisible = isVisible
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
    // Out of sight the voice is not read.
    if (call === undefined || !this.isConnected || !this.#isVisible) return
    this.#stop = call.meters.subscribe((levels) => this.#show(levels), isCalm() ? calmStepMs : readMs)
  }

  #show({ user, agent }: Levels): void {
    const mood = moodOf(this.snapshot)
    if (isCalm()) {
      // The loudness is the opacity alone, by the style sheet.
      this.style.setProperty('--level', Math.max(user, agent).toFixed(2))
      return
    }
    this.currentCall?.meters.readBands(mood === 'speaking' ? 'agent' : 'user', this.#bands)
    const isBusy = mood === 'thinking' || mood === 'connecting'
    // What begins in silence is shown at once.
    const isDue = !this.#hasMoved
    this.#hasMoved = false
    for (const move of this.#moves)
      if (move({ user, agent, bands: this.#bands, isBusy }, isDue)) this.#hasMoved = true
  }

  protected override updated(changed: PropertyValues): void {
    if (!changed.has('kind')) return
    this.#moves = (followers[this.kind] ?? orbFollowers).flatMap((follower) => {
      const part = this.renderRoot.querySelector(follower.selector)
      return part === null ? [] : [moveOf(part, follower)]
    })
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
