import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit'

/** Names of the icons. */
export type IconName = keyof typeof paths

const paths = {
  microphone: svg`<rect x="9" y="3" width="6" height="11" rx="3"/><path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3"/>`,
  muted: svg`<path d="M15 10.5V6a3 3 0 0 0-5.8-1M9 9v2a3 3 0 0 0 4.5 2.6M5.5 11.5a6.5 6.5 0 0 0 10.2 5.3M18.3 13a6.6 6.6 0 0 0 .2-1.5M12 18v3M4 4l16 16"/>`,
  call: svg`<path d="M6.6 3.8 9 3.5l1.6 4.2-1.9 1.5a12 12 0 0 0 6.1 6.1l1.5-1.9 4.2 1.6-.3 2.4c-.2 1.7-1.5 2.9-3.2 2.700C10.5 19.3 4.7 13.5 3.9 7c-.2-1.7 1-3 2.7-3.200Z"/>`,
  end: svg`<path d="M3 13.800c5-4.4 13-4.4 18 0l-1.3 2.9-4-1-.4-2.400c-2.1-.6-4.5-.6-6.6 0l-.4 2.4-4 1Z" fill="currentColor"/>`,
  settings: svg`<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="17" r="2"/>`,
  speaker: svg`<path d="M4 10v4h3.500l4.5 3.500v-11L7.5 10ZM15.5 9a4 4 0 0 1 0 6M18 6.500a8 8 0 0 1 0 11"/>`,
  close: svg`<path d="m6 9 6 6 6-6"/>`,
  down: svg`<path d="M12 5v14M6 13l6 6 6-6"/>`,
  copy: svg`<rect x="8" y="8" width="12" height="12" rx="2.5"/><path d="M16 8V6a2 2 0 0 0-2-2H6a2 2 0 0 0-2 2v8a2 2 0 0 0 2 2h2"/>`,
  download: svg`<path d="M12 4v11M7 11l5 5 5-5M5 20h14"/>`,
  done: svg`<path d="m5 12.5 4.5 4.500L19 7.5"/>`,
  problem: svg`<path d="M12 4 2.8 19.500h18.400ZM12 10v4.500M12 17v.2"/>`,
  busy: svg`<path d="M12 4a8 8 0 1 1-8 8"/>`,
  ask: svg`<path d="M9 9.500a3 3 0 1 1 4.5 2.600c-1 .6-1.5 1.2-1.5 2.400M12 17.500v.2"/><circle cx="12" cy="12" r="9"/>`,
} as const satisfies Readonly<Record<string, SVGTemplateResult>>

/** Returns an icon of 24 by 24 pixels in the colour of the text, hidden from screen readers. */
export const icon = (name: IconName): TemplateResult =>
  html`<svg
    class="icon-${name}"
    viewBox="0 0 24 24"
    width="24"
    height="24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.8"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${paths[name]}
  </svg>`
