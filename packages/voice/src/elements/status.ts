import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { keyed } from 'lit/directives/keyed.js'
import { repeat } from 'lit/directives/repeat.js'
import type { VoiceCallSnapshot } from '../snapshot.ts'
import type { ElementTexts } from '../texts.ts'
import { problemText } from '../user-texts.ts'
import { CallElement } from './call-element.ts'
import { clockText } from './clock-text.ts'
import { durationOf } from './follow-call.ts'
import { icon } from './icons.ts'
import { announcedChange, isConnected, moodOf, phaseText } from './phase-words.ts'
import { theme } from './theme.ts'

/** Above this an answer is slow, in milliseconds. */
const slowAnswerMs = 2_000
/** Answers that the quality of the line is judged by. */
const judgedAnswers = 3

/** Quality of the line, and words for it. */
interface LineQuality {
  readonly bars: 1 | 2 | 3
  readonly text: string
}

/**
 * Shows the phase in words, the time of the call, the quality of the line, and problems with what to do about each:
 * `<vatel-status>`.
 */
export class VatelStatus extends CallElement {
  static override styles = [
    theme,
    css`
      :host {
        display: block;
      }
      .row {
        display: flex;
        align-items: center;
        gap: 0.6rem;
        color: var(--muted);
        font-size: 0.925rem;
      }
      .phase {
        display: inline-flex;
        align-items: center;
        gap: 0.5rem;
        color: var(--text);
        font-weight: 500;
      }
      .lamp {
        flex: none;
        inline-size: 0.6rem;
        block-size: 0.6rem;
        border-radius: 50%;
        background: var(--muted);
      }
      .listening .lamp,
      .interrupted .lamp {
        background: var(--accent-2);
      }
      .speaking .lamp {
        background: var(--accent);
      }
      .thinking .lamp,
      .connecting .lamp {
        background: var(--accent);
        animation: blink 1s ease-in-out infinite alternate;
      }
      .suspect .lamp {
        background: var(--warning);
      }
      @keyframes blink {
        to {
          opacity: 0.25;
        }
      }
      .timer {
        font-variant-numeric: tabular-nums;
      }
      .quality {
        flex: none;
        display: inline-flex;
        align-items: flex-end;
        gap: 2px;
        block-size: 0.9rem;
      }
      .quality i {
        inline-size: 3px;
        block-size: 35%;
        border-radius: 2px;
        background: var(--line);
      }
      .quality i:nth-child(2) {
        block-size: 65%;
      }
      .quality i:nth-child(3) {
        block-size: 100%;
      }
      .quality .lit {
        background: var(--muted);
      }
      .problem {
        display: flex;
        gap: 0.7rem;
        align-items: flex-start;
        margin-block-start: 0.6rem;
        padding: 0.7rem 0.9rem;
        border-radius: calc(var(--radius) * 0.7);
        background: color-mix(in oklab, var(--warning) 12%, var(--surface));
        border: 1px solid color-mix(in oklab, var(--warning) 40%, transparent);
        font-size: 0.9rem;
        text-align: start;
        animation: appear 200ms ease-out;
      }
      .problem svg {
        color: var(--warning);
      }
      .problem p {
        margin: 0;
      }
      @keyframes appear {
        from {
          opacity: 0;
          translate: 0 -0.4rem;
        }
      }
      @media (forced-colors: active) {
        .lamp,
        .quality .lit {
          forced-color-adjust: none;
          background: CanvasText;
        }
      }
    `,
  ]

  #seen: VoiceCallSnapshot | undefined
  #announced = ''
  #announcements = 0
  #timer: ReturnType<typeof setInterval> | undefined

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  protected override willUpdate(changed: PropertyValues): void {
    const before = this.#seen
    super.willUpdate(changed)
    const { snapshot } = this
    this.#seen = snapshot
    const words = snapshot === undefined ? undefined : announcedChange(before, snapshot, this.words)
    if (words === undefined) return
    this.#announced = words
    // A new text node: a screen reader announces the same words again when they are true again.
    this.#announcements += 1
  }

  protected override updated(): void {
    const isRunning = this.snapshot?.sessionId != null && this.snapshot.end === null
    if (isRunning) this.#timer ??= setInterval(() => this.requestUpdate(), 1_000)
    else {
      clearInterval(this.#timer)
      this.#timer = undefined
    }
  }

  protected override render(): TemplateResult {
    const { snapshot, words: texts } = this
    const call = this.currentCall
    const ms = call === undefined ? 0 : durationOf(call, performance.now())
    const mood = moodOf(snapshot)
    const isInCall = snapshot !== undefined && isConnected(snapshot)
    return html`
      <div class="row ${mood}" part="row">
        <span class="phase" part="phase"><span class="lamp"></span>${phaseText(snapshot, texts)}</span>
        ${ms > 0 || isInCall ? html`<span class="timer" part="timer" role="timer" aria-label=${texts.time}>${clockText(ms)}</span>` : nothing}
        ${isInCall ? renderQuality(this.#quality(texts)) : nothing}
      </div>
      <div role="alert" aria-atomic="false" part="problems">
        ${repeat(
          snapshot?.end === null || snapshot === undefined ? (snapshot?.problems ?? []) : [],
          ({ type }) => type,
          (problem) => renderProblem(problemText(problem, texts)),
        )}
      </div>
      <div class="hidden-text" role="status" data-announced-phase>
        ${keyed(this.#announcements, this.#announced)}
      </div>
    `
  }

  #quality(texts: ElementTexts): LineQuality {
    if (this.snapshot?.problems.some(({ type }) => type === 'line-suspect') === true)
      return { bars: 1, text: texts['line-lost'] }
    const answers = (this.snapshot?.latency.turns ?? []).slice(-judgedAnswers)
    const isSlow = answers.length > 0 && answers.every(({ firstSoundMs = 0 }) => firstSoundMs > slowAnswerMs)
    return isSlow ? { bars: 2, text: texts['line-slow'] } : { bars: 3, text: texts['line-good'] }
  }
}

const renderQuality = ({ bars, text }: LineQuality): TemplateResult =>
  html`<span class="quality" part="quality" role="img" aria-label=${text} title=${text}>
    ${[1, 2, 3].map((bar) => html`<i class=${bar <= bars ? 'lit' : ''}></i>`)}
  </span>`

const renderProblem = (text: string): TemplateResult =>
  html`<div class="problem" part="problem">
    ${icon('problem')}
    <p>${text}</p>
  </div>`
