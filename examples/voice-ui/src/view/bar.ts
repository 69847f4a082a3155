import { html, type TemplateResult } from 'lit'
import type { View } from '../page-state.ts'
import { settingsButton } from './dialogs.ts'
import { icon } from './icons.ts'

const renderMute = ({ snapshot, demo }: View): TemplateResult => {
  const { isMuted } = snapshot.microphone
  const canMute = snapshot.can.mute || snapshot.can.unmute
  return html`<button
    class="round large mute ${isMuted ? 'on' : ''}"
    aria-label="Mute"
    aria-pressed=${isMuted ? 'true' : 'false'}
    aria-disabled=${canMute ? 'false' : 'true'}
    title=${isMuted ? 'Unmute (M)' : 'Mute (M)'}
    @click=${() => {
      if (canMute) demo.call[isMuted ? 'unmute' : 'mute']()
    }}
  >
    ${icon(isMuted ? 'muted' : 'microphone')}
  </button>`
}

const renderHold = ({ snapshot, demo }: View): TemplateResult => {
  const { isPaused, can } = snapshot
  const canHold = can.pause || can.resume
  return html`<button
    class="round large ${isPaused ? 'on' : ''}"
    aria-label="Hold"
    aria-pressed=${isPaused ? 'true' : 'false'}
    aria-disabled=${canHold ? 'false' : 'true'}
    title=${isPaused ? 'Go on (Space)' : 'Hold (Space)'}
    @click=${() => {
      if (canHold) demo.call[isPaused ? 'resume' : 'pause']()
    }}
  >
    ${icon(isPaused ? 'resume' : 'pause')}
  </button>`
}

const renderSilence = ({ snapshot, demo }: View): TemplateResult => {
  const canSilence = snapshot.can.interrupt
  return html`<button
    class="round large"
    aria-label="Silence the agent"
    aria-disabled=${canSilence ? 'false' : 'true'}
    title="Silence the agent (S)"
    @click=${() => {
      if (canSilence) demo.call.interrupt()
    }}
  >
    ${icon('silence')}
  </button>`
}

const renderGuest = ({ demo }: View): TemplateResult =>
  html`<button
    class="round large"
    aria-label="Let the guest speak now"
    title="Let the guest speak now, also while the agent speaks"
    @click=${demo.guestSpeaks}
  >
    ${icon('speak')}
  </button>`

/** Renders the controls of a call, at the bottom of the page. */
export const renderBar = (view: View): TemplateResult => {
  const { demo } = view
  return html`<div class="bar" role="group" aria-label="Controls of the call">
    ${settingsButton(view, 'Microphone and speaker', 'round large')} ${renderMute(view)}
    <button class="pill stop" data-main @click=${demo.call.stop}>${icon('end')}<span>End call</span></button>
    ${renderHold(view)} ${demo.isSample() ? renderGuest(view) : renderSilence(view)}
  </div>`
}
