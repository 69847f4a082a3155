import { html, nothing, type TemplateResult } from 'lit'
import { renderFace } from '../agents/faces.ts'
import type { View } from '../page-state.ts'

/** Renders the agents to choose from. */
export const renderPicker = ({ agents, agent, actions }: View): TemplateResult =>
  html`<fieldset class="picker">
    <legend>Who do you want to talk to?</legend>
    <div class="row">
      ${agents.map(
        (each) =>
          html`<label class=${each === agent ? 'chosen' : ''} data-face=${each.face}>
            <input
              type="radio"
              name="agent"
              value=${each.id}
              .checked=${each === agent}
              @change=${() => actions.choose({ agent: each })}
            />
            ${renderFace(each)}
            <span class="words"
              ><b><bdi lang=${each.lang}>${each.name}</bdi></b
              ><small>${each.role}${each.lang === 'en' ? nothing : html` · ${each.language}`}</small></span
            >
          </label>`,
      )}
    </div>
  </fieldset>`
