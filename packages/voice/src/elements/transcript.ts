import type { AgentEntry, ToolEntry, TranscriptEntry } from '@vatel/core'
import type { ToolProgress } from '@vatel/machine'
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit'
import { guard } from 'lit/directives/guard.js'
import { createLiveRegion } from './announcer.ts'
import { CallElement } from './call-element.ts'
import { clockText } from './clock-text.ts'
import { timesOf } from './follow-call.ts'
import { icon } from './icons.ts'
import type { ElementTexts } from '../texts.ts'
import { theme } from './theme.ts'
import { renderTool, toolStyles, type ToolLabels } from './tool-card.ts'
import {
  downloadTranscript,
  formatTranscript,
  isCutOff,
  type TimedTranscript,
  type TranscriptFormat,
} from './transcript-files.ts'
import { transcriptStyles } from './transcript-styles.ts'

/** Lines of one block. A block is rendered again only when one of its lines has changed. */
const blockLines = 32
/** Distance from the end within which the view follows, in pixels. */
const followDistance = 24
const copiedMs = 2_000

const downloads: readonly TranscriptFormat[] = ['text', 'vtt', 'srt', 'json']

/**
 * Shows the conversation: `<vatel-transcript>`. Words that were not heard yet are pale, and light up as they are heard;
 * words that were cut off are struck out. The view follows the end unless the reader has scrolled back.
 */
export class VatelTranscript extends CallElement {
  static override properties: PropertyDeclarations = {
    toolLabels: { attribute: false },
    noTools: { type: Boolean, attribute: 'no-tools' },
    announce: { type: String },
    isAway: { state: true },
    hasCopied: { state: true },
  }
  static override styles = [theme, transcriptStyles, toolStyles]

  /** Words for the tools of your app, by name. @defaultValue words made of the name: "Looking up weather…" */
  declare toolLabels: ToolLabels | undefined
  /** Hides copy and download. */
  declare noTools: boolean
  /** `off` adds no live region: another element of the page announces the conversation. */
  declare announce: string | undefined
  declare protected isAway: boolean
  declare protected hasCopied: boolean

  readonly #region = createLiveRegion()
  #resize: ResizeObserver | undefined
  #lastTop = 0
  /** True when a decision is to be followed by the focus, whose button goes. */
  #keepsFocus = false

  constructor() {
    super()
    this.noTools = false
    this.isAway = false
    this.hasCopied = false
  }

  get #log(): HTMLElement | null {
    return this.renderRoot.querySelector('.log')
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#resize?.disconnect()
    this.#resize = undefined
  }

  /** Scrolls to the end, and follows it again. */
  scrollToLatest(): void {
    this.isAway = false
    const log = this.#log
    if (log === null) return
    log.scrollTop = log.scrollHeight
    this.#lastTop = log.scrollTop
  }

  /** Returns the transcript as a file of this format would have it. */
  formatted(format: TranscriptFormat): string {
    return formatTranscript(this.#timed, format)
  }

  /** Lets the user save the transcript as a file of this format: `transcript.txt`, `.json`, `.vtt` or `.srt`. */
  download(format: TranscriptFormat): void {
    downloadTranscript(this.#timed, format)
  }

  get #timed(): TimedTranscript {
    const call = this.currentCall
    return {
      transcript: this.snapshot?.transcript ?? [],
      times: call ? timesOf(call) : noTimes,
      texts: this.words,
    }
  }

  protected override updated(): void {
    const log = this.#log
    if (log !== null && this.#resize === undefined && 'ResizeObserver' in globalThis) {
      this.#resize = new ResizeObserver(() => {
        if (!this.isAway) this.scrollToLatest()
      })
      this.#resize.observe(log)
      const lines = log.querySelector('.lines')
      if (lines !== null) this.#resize.observe(lines)
    }
    if (this.#keepsFocus) {
      this.#keepsFocus = false
      log?.focus()
    }
  }

  protected override render(): TemplateResult {
    const { words } = this
    const lines = this.snapshot?.transcript ?? []
    const blocks = Array.from({ length: Math.ceil(lines.length / blockLines) }, (_, at) => at * blockLines)
    return html`
      ${this.noTools || lines.length === 0 ? nothing : this.#renderTools(words)}
      <div
        class="log"
        part="log"
        role="region"
        aria-label=${words.transcript}
        tabindex="0"
        @scroll=${this.#onScroll}
      >
        <div class="lines">
          ${lines.length === 0 ? html`<slot name="empty"><p class="empty">${words.empty}</p></slot>` : nothing}
          ${blocks.map((start) => this.#renderBlock(lines.slice(start, start + blockLines), start, words))}
          ${this.snapshot?.isThinking === true && this.snapshot.phase === 'listening' ? thinking : nothing}
        </div>
      </div>
      ${
        this.isAway
          ? html`<button class="latest" part="latest" @click=${this.#onLatest}>
              ${icon('down')} ${words.latest}
            </button>`
          : nothing
      }
      ${this.announce === 'off' ? nothing : this.#region.render(this.snapshot?.transcript, words)}
    `
  }

  readonly #onScroll = (): void => {
    const log = this.#log
    if (log === null) return
    const distance = log.scrollHeight - log.scrollTop - log.clientHeight
    // Only a movement backwards leaves the end: text that grows moves it away as well.
    if (distance <= followDistance) this.isAway = false
    else if (log.scrollTop < this.#lastTop - 1) this.isAway = true
    this.#lastTop = log.scrollTop
  }

  readonly #onLatest = (): void => {
    this.scrollToLatest()
    // The button goes, and its focus with it.
    this.#log?.focus({ preventScroll: true })
  }

  #renderBlock(entries: readonly TranscriptEntry[], start: number, words: ElementTexts): unknown {
    const progress = entries.map((entry) =>
      entry.who === 'tool' ? this.#progressOf(entry)?.status : undefined,
    )
    return html`<div class="block" role="list">
      ${guard([...entries, ...progress, this.toolLabels, words, this.#isOver], () =>
        entries.map((entry, at) => this.#renderLine(entry, start + at, words)),
      )}
    </div>`
  }

  #renderLine(entry: TranscriptEntry, at: number, words: ElementTexts): TemplateResult {
    if (entry.who === 'tool') return this.#renderTool(entry, words)
    const isUser = entry.who === 'user'
    // The platform may begin a line before it has a word of it.
    const text = entry.text === '' ? '…' : isUser ? entry.text : agentText(entry, words, this.#isOver)
    return html`<div
      class="line ${entry.who} ${entry.final ? '' : 'interim'}"
      part="line line-${entry.who}"
      role="listitem"
    >
      <span class="hidden-text">${words[entry.who]}: </span>
      <p class="bubble" part="bubble bubble-${entry.who}" dir="auto">${text}</p>
      ${this.#renderTime(at)}
    </div>`
  }

  #renderTime(at: number): TemplateResult | typeof nothing {
    const call = this.currentCall
    if (call === undefined) return nothing
    const { lines, startedAtMs } = timesOf(call)
    const line = lines[at]
    if (line === undefined || startedAtMs === undefined) return nothing
    return html`<time part="time">${clockText(Math.max(0, line.startMs - startedAtMs))}</time>`
  }

  /** True once no more of the agent is to be heard. */
  get #isOver(): boolean {
    return this.snapshot?.phase === 'ended'
  }

  #progressOf({ toolCallId }: ToolEntry): ToolProgress | undefined {
    return this.snapshot?.tools.find((tool) => tool.toolCallId === toolCallId)
  }

  #renderTool(entry: ToolEntry, texts: ElementTexts): TemplateResult {
    const status = this.#progressOf(entry)?.status ?? (entry.output === undefined ? 'pending' : 'answered')
    return renderTool({
      entry,
      status,
      labels: this.toolLabels,
      texts,
      decide: (decision) => {
        this.#keepsFocus = true
        this.currentCall?.[decision](entry.toolCallId)
      },
    })
  }

  #renderTools(words: ElementTexts): TemplateResult {
    return html`<div class="tools" part="tools">
      <button aria-label=${words['copy-label']} @click=${() => void this.#copy()}>
        ${icon(this.hasCopied ? 'done' : 'copy')}<span>${words[this.hasCopied ? 'copied' : 'copy']}</span>
      </button>
      <details class="menu" @keydown=${closeOnEscape}>
        <summary>${icon('download')}<span>${words.download}</span></summary>
        <div class="choices">
          ${downloads.map(
            (format) =>
              html`<button @click=${(event: Event) => this.#onDownload(event, format)}>
                ${words[`download-${format}`]}
              </button>`,
          )}
        </div>
      </details>
      <span class="hidden-text" role="status">${this.hasCopied ? words['now-copied'] : ''}</span>
    </div>`
  }

  async #copy(): Promise<void> {
    await navigator.clipboard.writeText(this.formatted('text'))
    this.hasCopied = true
    setTimeout(() => (this.hasCopied = false), copiedMs)
  }

  #onDownload(event: Event, format: TranscriptFormat): void {
    this.download(format)
    closeMenu(event.currentTarget)
  }
}

/** Three dots where the answer will stand: the status has the words. */
const thinking = html`<p class="bubble thinking" part="thinking" aria-hidden="true"><i></i><i></i><i></i></p>`

const noTimes = { startedAtMs: undefined, endedAtMs: undefined, lines: [] }

/** Closes the menu that an element is in, and returns the focus to it. */
const closeMenu = (inside: EventTarget | null): void => {
  const menu = inside instanceof Element ? inside.closest('details') : null
  if (menu === null) return
  menu.open = false
  menu.querySelector('summary')?.focus()
}

const closeOnEscape = (event: KeyboardEvent): void => {
  if (event.key !== 'Escape' || !(event.currentTarget as HTMLDetailsElement).open) return
  event.stopPropagation()
  closeMenu(event.currentTarget)
}

/** Returns the text of a line of the agent in its parts. */
const agentText = (entry: AgentEntry, words: ElementTexts, isOver: boolean): TemplateResult => {
  const { heardText, unheardText } = entry
  const rest = unheardText.trimStart()
  // The space between the parts is not struck out.
  const space = unheardText.slice(0, unheardText.length - rest.length)
  return html`<span class="heard" part="heard">${heardText}</span>${space}${
      rest === ''
        ? nothing
        : isCutOff(entry, isOver)
          ? html`<span class="hidden-text"> (${words['not-heard']}: </span
              ><s class="cut" part="cut">${rest}</s><span class="hidden-text">)</span>`
          : html`<span class="pending" part="pending">${rest}</span>`
    }`
}
