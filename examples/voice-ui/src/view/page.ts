import { html, nothing, type TemplateResult } from 'lit'
import { toolLabels } from '../call/tools.ts'
import { isInCall, themeOf, type Screen, type View } from '../page-state.ts'
import { renderDrawer } from '../tools/drawer.ts'
import { renderBar } from './bar.ts'
import { renderHelp, renderSettings, settingsButton } from './dialogs.ts'
import { icon } from './icons.ts'
import { renderPicker } from './picker.ts'
import { renderStage } from './stage.ts'

/** Place of the platform, in words. */
const placeOf = (view: View): string => {
  const { agent, server, demo } = view
  if (isInCall(view) && demo.isSample()) return 'A recorded sample call'
  return agent.id === 'server' && server !== undefined ? server.place : 'Simulated in this page'
}

const renderTop = (view: View): TemplateResult => {
  const { actions, isDrawerOpen } = view
  return html`<header class="top">
    <span class="brand"
      ><span class="mark"
        ><svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
          <path d="M8 13v6M14 8v16M20 11v10M26 14v4" /></svg></span
      >Vatel</span
    >
    <p class="place"><span class="dot" aria-hidden="true"></span>${placeOf(view)}</p>
    <div class="top-actions">
      ${settingsButton(view, 'Settings', 'round')}
      <button
        class="round"
        aria-label="Help and keys"
        title="Help and keys (?)"
        aria-haspopup="dialog"
        @click=${actions.showHelp}
      >
        ${icon('help')}
      </button>
      <button
        class="round ${isDrawerOpen ? 'on' : ''}"
        aria-label="Developer tools"
        title="Developer tools (D)"
        aria-expanded=${isDrawerOpen ? 'true' : 'false'}
        aria-controls="drawer"
        @click=${actions.toggleDrawer}
      >
        ${icon('code')}
      </button>
    </div>
  </header>`
}

/** True after a call that ended before anything was said. */
const isUnspoken = ({ snapshot }: View, screen: Screen): boolean =>
  screen === 'ended' && snapshot.transcript.length === 0

const renderConversation = (view: View, screen: Screen): TemplateResult =>
  html`<section
    class="conversation"
    aria-label="Conversation"
    ?hidden=${screen === 'idle' || isUnspoken(view, screen)}
  >
    <vatel-transcript
      theme=${themeOf(view)}
      lang=${view.agent.lang}
      dir=${view.agent.dir ?? nothing}
      .call=${view.demo.call}
      .toolLabels=${toolLabels}
      .noTools=${true}
    >
      <p slot="empty" class="empty">The conversation appears here, as it is said.</p>
    </vatel-transcript>
  </section>`

/** Renders the page. */
export const renderPage = (view: View, screen: Screen): TemplateResult => {
  const { agent, demo, settings, isDrawerOpen } = view
  return html`<div
    class="app ${screen} ${isUnspoken(view, screen) ? 'unspoken' : ''} ${isDrawerOpen ? 'with-drawer' : ''}"
    data-face=${agent.face}
    data-phase=${view.snapshot.phase}
  >
    <div class="aurora" aria-hidden="true"></div>
    ${renderTop(view)}
    <div class="room">
      <main>
        ${renderStage(view, screen)} ${renderConversation(view, screen)}
        ${screen === 'call' ? renderBar(view) : renderPicker(view)}
      </main>
    </div>
    ${
      settings.captions && screen === 'call'
        ? html`<vatel-captions
            announce="off"
            theme=${themeOf(view)}
            lang=${agent.lang}
            .call=${demo.call}
          ></vatel-captions>`
        : nothing
    }
    ${renderDrawer(view)} ${renderSettings(view)} ${renderHelp(view)}
  </div>`
}
