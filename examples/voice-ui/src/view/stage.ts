import { html, nothing, type TemplateResult } from 'lit'
import { renderFace } from '../agents/faces.ts'
import { themeOf, type Screen, type View } from '../page-state.ts'
import { renderEndCard } from './end-card.ts'
import { icon } from './icons.ts'

const renderPortrait = (view: View): TemplateResult =>
  html`<div class="portrait">
    <vatel-visualizer aria-hidden="true" theme=${themeOf(view)} .call=${view.demo.call}></vatel-visualizer>
    ${renderFace(view.agent)}
  </div>`

const renderName = ({ agent }: View): TemplateResult =>
  html`<div class="name">
    <h1 tabindex="-1">
      <bdi lang=${agent.lang}>${agent.name}</bdi>${
        agent.latinName === undefined ? nothing : html` <span class="latin">${agent.latinName}</span>`
      }
    </h1>
    <p class="role">
      ${agent.role}${agent.lang === 'en' || agent.language === '' ? nothing : html` · ${agent.language}`}
    </p>
  </div>`

const renderWelcome = ({ agent, demo, snapshot }: View): TemplateResult => {
  const isReady = snapshot.can.start
  return html`<div class="welcome">
    ${
      agent.hints.length === 0
        ? nothing
        : html`<ul class="hints" dir=${agent.dir ?? nothing} aria-label="Things to say">
            ${agent.hints.map((hint) => html`<li><bdi lang=${agent.lang}>${hint}</bdi></li>`)}
          </ul>`
    }
    <div class="begin">
      <button class="pill primary" data-main aria-disabled=${isReady ? 'false' : 'true'} @click=${demo.start}>
        ${icon('call')}<span>Start call</span>
      </button>
      <button class="pill" @click=${demo.startSample}>
        ${icon('listen')}<span>Hear a sample call</span>
      </button>
    </div>
    <p class="fine">
      ${
        agent.id === 'server'
          ? 'Your voice goes to the agent for as long as the call lasts. The page records it, for you to save.'
          : 'The agent is a recording that follows a script. Nothing leaves this page; it keeps a recording for you to save.'
      }
    </p>
  </div>`
}

/** Renders the agent, and what the screen says about the call. */
export const renderStage = (view: View, screen: Screen): TemplateResult =>
  html`<section class="stage" aria-label="Agent">
    ${renderPortrait(view)}
    <div class="about">
      ${renderName(view)}
      <vatel-status
        class=${screen === 'idle' ? 'unseen' : ''}
        theme=${themeOf(view)}
        .call=${view.demo.call}
      ></vatel-status>
    </div>
    ${screen === 'idle' ? renderWelcome(view) : nothing} ${screen === 'ended' ? renderEndCard(view) : nothing}
  </section>`
