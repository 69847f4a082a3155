import { html, nothing, type TemplateResult } from 'lit'
import type { View } from '../page-state.ts'
import { icon } from '../view/icons.ts'
import { renderLatency } from './latency-chart.ts'
import { renderStatechart } from './statechart.ts'

const ms = (value: number | undefined): string => (value === undefined ? '–' : `${Math.round(value)} ms`)

/** Returns the name of the state that a region of an active call is in. */
const regionOf = ({ log: { value } }: View, region: string): string => {
  const active =
    typeof value === 'string' ? undefined : (value as Readonly<Record<string, unknown>>)['active']
  const state =
    typeof active === 'object' && active !== null
      ? (active as Readonly<Record<string, unknown>>)[region]
      : undefined
  return typeof state === 'string' ? state : '–'
}

const renderLine = (view: View): TemplateResult => {
  const { latency, microphone, speaker, sessionId } = view.snapshot
  const facts: readonly (readonly [string, string])[] = [
    ['Connection', regionOf(view, 'link')],
    ['Microphone', microphone.state],
    ['Speaker', speaker.state],
    ['Interruption to silence', ms(latency.bargeIns.at(-1)?.silenceMs)],
    ['Silence of the last tool', ms(latency.deadAirs?.at(-1))],
    ['Session', sessionId ?? '–'],
  ]
  return html`<dl class="facts">
    ${facts.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`
}

const clock = (atMs: number): string => {
  const seconds = atMs / 1_000
  return `${Math.floor(seconds / 60)}:${(seconds % 60).toFixed(2).padStart(5, '0')}`
}

const renderEvents = ({ log: { events } }: View): TemplateResult =>
  events.length === 0
    ? html`<p class="none">Events of the call appear here, the newest first.</p>`
    : html`<ol class="events" tabindex="0" aria-label="Events, the newest first">
        ${events.map(
          ({ type, count, atMs, detail }) =>
            html`<li>
              <time>${clock(atMs)}</time>
              <span
                ><b>${type}</b>${count > 1 ? html` <span class="count">× ${count}</span>` : nothing}${
                  detail === '' ? nothing : html`<code>${detail}</code>`
                }</span
              >
            </li>`,
        )}
      </ol>`

const renderTrials = ({ demo, snapshot, hasSlowTools, actions, agent }: View): TemplateResult => {
  const canCut = snapshot.can.stop && agent.id !== 'server'
  return html`<div class="trials">
    <button
      class="pill small"
      aria-disabled=${canCut ? 'false' : 'true'}
      @click=${() => {
        if (canCut) demo.cutLine()
      }}
    >
      Cut the line
    </button>
    <label class="switch"
      ><span>Slow tools</span
      ><input
        type="checkbox"
        role="switch"
        .checked=${hasSlowTools}
        @change=${({ target }: Event) =>
          actions.choose({ hasSlowTools: (target as HTMLInputElement).checked })}
    /></label>
  </div>`
}

const section = (id: string, title: string, content: unknown): TemplateResult =>
  html`<section aria-labelledby=${`tools-${id}`}>
    <h3 id=${`tools-${id}`}>${title}</h3>
    ${content}
  </section>`

/** Renders the developer tools. Closed, they are not in the page. */
export const renderDrawer = (view: View): TemplateResult | typeof nothing =>
  view.isDrawerOpen
    ? html`<aside id="drawer" class="drawer" aria-labelledby="drawer-title">
        <div class="dialog-head">
          <h2 id="drawer-title" tabindex="-1">Developer tools</h2>
          <button class="round" aria-label="Close the developer tools" @click=${view.actions.toggleDrawer}>
            ${icon('close')}
          </button>
        </div>
        ${section('latency', 'Answer after the end of your speech', renderLatency(view.snapshot.latency.turns))}
        ${section('line', 'Line', renderLine(view))} ${section('try', 'Try a fault', renderTrials(view))}
        ${section('chart', 'Statechart', renderStatechart(view.log.value))}
        ${section('events', 'Events', renderEvents(view))}
      </aside>`
    : nothing
