import { html, nothing, type TemplateResult } from 'lit'
import type { TranscriptFormat } from '@vatel/voice/elements'
import type { View } from '../page-state.ts'
import { icon } from './icons.ts'

/** Formats a duration in words: `48 seconds`, `2 min 5 s`. */
export const durationText = (ms: number): string => {
  const seconds = Math.round(ms / 1_000)
  if (seconds < 60) return `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

/** Returns what there is to say about a call that has ended. */
const summaryOf = ({ lastedMs, snapshot: { latency } }: View): string => {
  if (lastedMs === 0) return ''
  const [first] = latency.turns
    .flatMap(({ firstSoundMs }) => firstSoundMs ?? [])
    .toSorted((one, other) => one - other)
  const fastest =
    first === undefined ? '' : ` The fastest answer began after ${(first / 1_000).toFixed(1)} s.`
  return `The call lasted ${durationText(lastedMs)}.${fastest}`
}

const formats: readonly (readonly [format: TranscriptFormat, label: string])[] = [
  ['text', 'Text'],
  ['vtt', 'Captions (WebVTT)'],
  ['srt', 'Captions (SRT)'],
  ['json', 'Data (JSON)'],
]

const closeMenu = (event: Event): void => {
  const menu = (event.currentTarget as Element).closest('details')
  if (menu === null) return
  menu.open = false
  menu.querySelector('summary')?.focus()
}

/** Renders the end of a call: why, how long, and what can be done now. */
export const renderEndCard = (view: View): TemplateResult => {
  const { demo, snapshot } = view
  const summary = summaryOf(view)
  return html`<div class="end-card">
    <h2>${snapshot.end?.text}</h2>
    ${summary === '' ? nothing : html`<p>${summary}</p>`}
    <div class="end-actions">
      <button
        class="pill primary"
        data-main
        @click=${() => (demo.isSample() ? demo.startSample() : demo.start())}
      >
        ${icon('call')}<span>Call again</span>
      </button>
      ${
        snapshot.transcript.length === 0
          ? nothing
          : html`<details
              class="menu"
              @keydown=${(event: KeyboardEvent) => {
                if (event.key === 'Escape') closeMenu(event)
              }}
            >
              <summary class="pill">${icon('download')}<span>Transcript</span></summary>
              <div class="choices">
                ${formats.map(
                  ([format, label]) =>
                    html`<button
                      @click=${(event: Event) => {
                        document.querySelector('vatel-transcript')?.download(format)
                        closeMenu(event)
                      }}
                    >
                      ${label}
                    </button>`,
                )}
              </div>
            </details>`
      }
      ${
        view.lastedMs === 0
          ? nothing
          : html`<button class="pill" @click=${demo.saveRecording}>
              ${icon('download')}<span>Recording</span>
            </button>`
      }
    </div>
  </div>`
}
