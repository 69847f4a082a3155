import type { AudioDevice } from '@vatel/audio/web'
import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit'
import { live } from 'lit/directives/live.js'
import { CallElement } from './call-element.ts'
import { icon } from './icons.ts'
import { followMicrophone, playTestSound } from './device-parts.ts'
import { theme } from './theme.ts'
import type { VoiceProcessing } from '../audio-options.ts'

/**
 * Chooses microphone, speaker and volume, and turns echo cancellation and noise suppression on and off: `<vatel-devices>`.
 * Beside the microphone is its live level, and a button plays a test sound on the speaker.
 */
export class VatelDevices extends CallElement {
  static override properties: PropertyDeclarations = {
    remember: { type: String },
    failure: { state: true },
    isTesting: { state: true },
  }
  static override styles = [
    theme,
    css`
      :host {
        display: grid;
        gap: 1rem;
      }
      .field {
        display: grid;
        grid-template-columns: 24px minmax(0, 1fr);
        gap: 0.25rem 0.75rem;
        align-items: center;
      }
      .field > svg {
        grid-row: 2;
        color: var(--muted);
      }
      .field > :not(svg) {
        grid-column: 2;
      }
      label {
        font-size: 0.875rem;
        color: var(--muted);
      }
      select {
        inline-size: 100%;
        min-inline-size: 0;
        padding: 0.4rem 0.8rem;
        border: 1px solid var(--line);
        border-radius: 0.8rem;
        background: var(--surface);
        text-overflow: ellipsis;
      }
      input {
        inline-size: 100%;
        min-block-size: 2.75rem;
        margin: 0;
        accent-color: var(--accent);
      }
      .level {
        block-size: 0.4rem;
        border-radius: 999px;
        overflow: hidden;
        background: var(--line);
      }
      .level i {
        display: block;
        block-size: 100%;
        background: linear-gradient(90deg, var(--accent-2), var(--accent));
        transform-origin: 0 50%;
        transform: scaleX(var(--user, 0));
        transition: transform 90ms linear;
      }
      :host(:dir(rtl)) .level i {
        transform-origin: 100% 50%;
      }
      .switch {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 0.75rem;
        min-block-size: 2.75rem;
        font-size: 1rem;
        color: var(--text);
      }
      .switch input {
        flex: none;
        inline-size: 2.75rem;
        min-block-size: 1.6rem;
        border: 1px solid var(--muted);
        border-radius: 999px;
        appearance: none;
        background: radial-gradient(circle, var(--muted) 0.5rem, transparent 0.55rem) 0 50% / 1.6rem no-repeat;
      }
      .switch input:checked {
        border-color: var(--accent);
        background: radial-gradient(circle, var(--on-accent) 0.5rem, transparent 0.55rem) 100% 50% / 1.6rem
          no-repeat var(--accent);
      }
      .switches,
      .test,
      .note {
        margin-inline-start: calc(24px + 0.75rem);
      }
      @media (forced-colors: active) {
        .switch input {
          appearance: auto;
        }
      }
      .test {
        justify-self: start;
        padding-inline: 1.1rem;
        border-color: var(--line);
      }
      .failure,
      .note {
        margin-block: 0;
        font-size: 0.875rem;
        color: var(--muted);
      }
      .failure {
        color: var(--danger);
      }
      @media (prefers-reduced-motion: reduce) {
        .level i {
          transform: none;
          opacity: var(--user, 0);
        }
      }
    `,
  ]

  /** `off` neither brings back what the user chose at the last visit, nor keeps choices. */
  declare remember: string | undefined
  declare protected failure: Failure | undefined
  declare protected isTesting: boolean | undefined

  constructor() {
    super()
    followMicrophone(this)
  }

  protected override render(): TemplateResult {
    const { snapshot, words } = this
    const { microphones, speakers } = snapshot?.devices ?? { microphones: [], speakers: [] }
    const volume = Math.round((snapshot?.speaker.volume ?? 1) * 100)
    return html`
      ${this.#renderChoice('microphone', microphones)}
      ${speakers.length === 0 ? nothing : this.#renderChoice('speaker', speakers)}
      <div class="field">
        ${speakers.length === 0 ? icon('speaker') : nothing}<label for="volume">${words.volume}</label>
        <input
          id="volume"
          type="range"
          min="0"
          max="100"
          step="5"
          .value=${live(`${volume}`)}
          aria-valuetext=${`${volume} %`}
          @input=${this.#onVolume}
        />
      </div>
      <div class="switches">
        ${this.#renderSwitch('echoCancellation')} ${this.#renderSwitch('noiseSuppression')}
      </div>
      <button
        class="test"
        part="test"
        aria-disabled=${this.isTesting === true ? 'true' : 'false'}
        @click=${this.#onTest}
      >
        ${words[this.isTesting === true ? 'testing' : 'test']}
      </button>
      ${microphones.length === 0 ? html`<p class="note">${words['no-microphones']}</p>` : nothing}
      <div role="status">
        ${this.failure === undefined ? nothing : html`<p class="failure">${words[this.failure]}</p>`}
      </div>
    `
  }

  #renderChoice(id: DeviceKind, devices: readonly AudioDevice[]): TemplateResult {
    const { words } = this
    const chosen = this.snapshot?.[id].deviceId ?? ''
    // A browser may name a device in use that it does not list, such as `default`.
    const shown = devices.some(({ deviceId }) => deviceId === chosen) ? chosen : ''
    return html`<div class="field" part="field">
      ${icon(id)}<label for=${id}>${words[id]}</label>
      <select id=${id} .value=${live(shown)} @change=${(event: Event) => void this.#choose(event, id)}>
        <option value="" ?selected=${shown === ''}>${words['system-default']}</option>
        ${devices.map(
          ({ deviceId, label }, at) =>
            html`<option value=${deviceId} ?selected=${deviceId === shown}>
              ${label === '' ? `${words[id]} ${at + 1}` : label}
            </option>`,
        )}
      </select>
      ${id === 'microphone' ? html`<div class="level" part="level" aria-hidden="true"><i></i></div>` : nothing}
    </div>`
  }

  #renderSwitch(name: keyof VoiceProcessing): TemplateResult | typeof nothing {
    // A browser without it would ignore the request; an insecure page has no devices.
    const { mediaDevices } = navigator as { readonly mediaDevices?: MediaDevices }
    if (mediaDevices?.getSupportedConstraints()[name] !== true) return nothing
    return html`<label class="switch" part="switch"
      >${this.words[name]}
      <input
        type="checkbox"
        role="switch"
        .checked=${live(this.snapshot?.microphone[name] ?? true)}
        @change=${(event: Event) => void this.#process(event, name)}
      />
    </label>`
  }

  async #process(event: Event, name: keyof VoiceProcessing): Promise<void> {
    const { checked } = event.target as HTMLInputElement
    this.failure = undefined
    try {
      await this.currentCall?.setProcessing({ [name]: checked })
    } catch {
      this.failure = 'processing-unusable'
      this.requestUpdate()
    }
  }

  readonly #onVolume = (event: Event): void => {
    const call = this.currentCall
    if (call !== undefined) call.volume = Number((event.target as HTMLInputElement).value) / 100
  }

  readonly #onTest = async (): Promise<void> => {
    if (this.isTesting === true) return
    this.isTesting = true
    this.failure = undefined
    try {
      const { deviceId = '', volume = 1 } = this.snapshot?.speaker ?? {}
      await playTestSound(deviceId, volume)
    } catch {
      this.failure = 'test-failed'
    }
    this.isTesting = false
  }

  async #choose(event: Event, kind: DeviceKind): Promise<void> {
    const call = this.currentCall
    if (call === undefined) return
    const { value } = event.target as HTMLSelectElement
    this.failure = undefined
    try {
      await (kind === 'microphone' ? call.setMicrophone(value) : call.setSpeaker(value))
    } catch {
      this.failure = `${kind}-unusable`
      this.requestUpdate()
    }
  }
}

/** Names of the texts of what did not work. */
type Failure = 'processing-unusable' | 'test-failed' | 'microphone-unusable' | 'speaker-unusable'

type DeviceKind = 'microphone' | 'speaker'
