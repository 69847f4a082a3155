import type { TranscriptEntry } from '@vatel/core'
import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit'
import { createLiveRegion } from './announcer.ts'
import { CallElement } from './call-element.ts'
import { theme } from './theme.ts'

/** Most characters that are shown; of a longer line its end. */
const shownLength = 140

const spoken = (entry: TranscriptEntry): string =>
  entry.who === 'agent' ? entry.heardText : entry.who === 'user' ? entry.text : ''

/** Returns the end of a text, from a border of words on. */
const tailOf = (text: string): string => {
  if (text.length <= shownLength) return text
  const tail = text.slice(-shownLength)
  const space = tail.search(/\s/)
  return space === -1 ? tail : `…${tail.slice(space)}`
}

/** Shows the last line large, as it is said: `<vatel-captions>`, over anything in the page. */
export class VatelCaptions extends CallElement {
  static override properties: PropertyDeclarations = { announce: { type: String } }
  static override styles = [
    theme,
    css`
      :host {
        display: block;
        pointer-events: none;
        text-align: center;
        font-size: var(--vatel-caption-size, clamp(1.25rem, 0.9rem + 1.6vw, 2rem));
        line-height: 1.4;
        text-wrap: balance;
      }
      .caption {
        display: inline-block;
        max-inline-size: 100%;
        padding: 0.2em 0.6em;
        border-radius: 0.35em;
        background: rgb(10 12 16 / 0.86);
        color: #fff;
        overflow-wrap: anywhere;
      }
      .who {
        font-size: 0.7em;
        font-weight: 600;
        opacity: 0.85;
        margin-inline-end: 0.5em;
      }
    `,
  ]

  /** `off` adds no live region: another element of the page announces the conversation. */
  declare announce: string | undefined

  readonly #region = createLiveRegion()

  protected override render(): TemplateResult {
    const last =
      this.snapshot?.end == null
        ? this.snapshot?.transcript.findLast((entry) => spoken(entry).trim() !== '')
        : undefined
    const caption =
      last === undefined
        ? nothing
        : html`<div aria-hidden="true" dir="auto">
            <span class="caption" part="caption"
              ><span class="who"><bdi>${this.words[last.who]}</bdi></span
              >${tailOf(spoken(last).trim())}</span
            >
          </div>`
    return html`${caption}${this.announce === 'off' ? nothing : this.#region.render(this.snapshot?.transcript, this.words)}`
  }
}
