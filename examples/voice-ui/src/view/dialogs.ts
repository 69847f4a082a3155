import { html, type TemplateResult } from 'lit'
import type { Settings } from '../call/settings.ts'
import { themeOf, type View } from '../page-state.ts'
import { icon } from './icons.ts'

const keys: readonly (readonly [key: string, effect: string])[] = [
  [
    'Space',
    'Starts a call; in a call holds it, and goes on. While you are muted: talk for as long as you press it',
  ],
  ['M', 'Mutes and unmutes'],
  ['S', 'Silences the agent'],
  ['C', 'Shows captions, or hides them'],
  ['Esc', 'Ends the call, or closes what is open'],
  ['D', 'Opens the developer tools'],
  ['?', 'Shows this help'],
]

/** Renders the dialog with the keys. It is shown with `showModal`. */
export const renderHelp = ({ actions, agent, server }: View): TemplateResult =>
  html`<dialog id="help" aria-labelledby="help-title" @close=${actions.dialogClosed}>
    <div class="dialog-head">
      <h2 id="help-title">Help and keys</h2>
      <button class="round" aria-label="Close" @click=${actions.closeDialog}>${icon('close')}</button>
    </div>
    <p>
      Start a call and speak whenever you like, also while the agent speaks: it stops, and the words that you
      did not hear are struck out. Put on headphones, so that the agent does not hear itself.
    </p>
    <dl class="keys">
      ${keys.map(
        ([key, effect]) =>
          html`<div>
            <dt><kbd>${key}</kbd></dt>
            <dd>${effect}</dd>
          </div>`,
      )}
    </dl>
    <p class="fine">
      ${
        server === undefined || agent.id !== 'server'
          ? 'There is no server behind this call: the platform is simulated in the page, and your voice stays in it. The agents are recordings that follow a script: what you say is not understood, only heard.'
          : `This page's server gets a token for each call: ${server.place}.`
      }
    </p>
  </dialog>`

const themes: readonly (readonly [Settings['theme'], string])[] = [
  ['auto', 'System'],
  ['light', 'Light'],
  ['dark', 'Dark'],
]

const renderSwitch = (label: string, isOn: boolean, change: (isOn: boolean) => void): TemplateResult =>
  html`<label class="switch"
    ><span>${label}</span
    ><input
      type="checkbox"
      role="switch"
      .checked=${isOn}
      @change=${({ target }: Event) => change((target as HTMLInputElement).checked)}
  /></label>`

/** Renders a button that opens the settings, which give the focus back to it. */
export const settingsButton = ({ actions }: View, label: string, className: string): TemplateResult =>
  html`<button
    class=${className}
    aria-label=${label}
    title=${label}
    aria-haspopup="dialog"
    @click=${({ currentTarget }: Event) => actions.showSettings(currentTarget as Element)}
  >
    ${icon('settings')}
  </button>`

/** Renders the devices and the settings. They are shown as a popover, which Escape and a click elsewhere close. */
export const renderSettings = (view: View): TemplateResult => {
  const { actions, settings, demo } = view
  return html`<div
    id="settings"
    popover
    role="dialog"
    aria-labelledby="settings-title"
    @toggle=${({ newState }: ToggleEvent) => {
      if (newState === 'closed') actions.dialogClosed()
    }}
  >
    <div class="dialog-head">
      <h2 id="settings-title">Sound and looks</h2>
      <button class="round" aria-label="Close" @click=${actions.closeDialog}>${icon('close')}</button>
    </div>
    <vatel-devices theme=${themeOf(view)} .call=${demo.call}></vatel-devices>
    ${renderSwitch('Ring tone', settings.rings, (rings) => actions.set({ rings }))}
    ${renderSwitch('Captions over the call', settings.captions, (captions) => actions.set({ captions }))}
    <fieldset class="theme">
      <legend>Colours</legend>
      ${themes.map(
        ([theme, label]) =>
          html`<label
            ><input
              type="radio"
              name="theme"
              .checked=${settings.theme === theme}
              @change=${() => actions.set({ theme })}
            /><span>${label}</span></label
          >`,
      )}
    </fieldset>
  </div>`
}
