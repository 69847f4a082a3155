import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit'

const paths = {
  call: svg`<path d="M6.600 3.800 9 3.500l1.600 4.200-1.900 1.500a12 12 0 0 0 6.100 6.100l1.500-1.900 4.200 1.600-.3 2.400c-.2 1.700-1.500 2.900-3.200 2.700C10.500 19.300 4.700 13.500 3.900 7c-.2-1.700 1-3 2.700-3.200Z"/>`,
  end: svg`<path d="M3 13.800c5-4.400 13-4.400 18 0l-1.300 2.900-4-1-.4-2.400c-2.100-.6-4.500-.6-6.600 0l-.4 2.400-4 1Z" fill="currentColor"/>`,
  microphone: svg`<rect x="9" y="3" width="6" height="11" rx="3"/><path d="M5.500 11.500a6.500 6.500 0 0 0 13 0M12 18v3"/>`,
  muted: svg`<path d="M15 10.500V6a3 3 0 0 0-5.800-1M9 9v2a3 3 0 0 0 4.500 2.600M5.500 11.500a6.500 6.500 0 0 0 10.200 5.300M18.300 13a6.600 6.600 0 0 0 .2-1.500M12 18v3M4 4l16 16"/>`,
  pause: svg`<path d="M9 6v12M15 6v12"/>`,
  resume: svg`<path d="M8 5.500v13l10.500-6.500Z"/>`,
  settings: svg`<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="17" r="2"/>`,
  silence: svg`<path d="M4 10v4h3.500l4.500 3.500v-11L7.500 10ZM16 9.500l5 5M21 9.500l-5 5"/>`,
  code: svg`<path d="m8.500 7-5 5 5 5M15.500 7l5 5-5 5"/>`,
  help: svg`<circle cx="12" cy="12" r="9"/><path d="M9.600 9.500a2.500 2.500 0 1 1 3.800 2.100c-.9.600-1.400 1.100-1.400 2.100M12 16.800v.2"/>`,
  close: svg`<path d="m6 6 12 12M18 6 6 18"/>`,
  download: svg`<path d="M12 4v11M7 11l5 5 5-5M5 20h14"/>`,
  speak: svg`<path d="M4 12h2M9 8v8M13 5v14M17 9v6M21 11v2"/>`,
  listen: svg`<path d="M4 13v-1a8 8 0 0 1 16 0v1"/><rect x="3.500" y="13" width="4" height="6.500" rx="2"/><rect x="16.500" y="13" width="4" height="6.500" rx="2"/>`,
} as const satisfies Readonly<Record<string, SVGTemplateResult>>

/** Renders an icon in the colour of the text, hidden from screen readers. */
export const icon = (name: keyof typeof paths): TemplateResult =>
  html`<svg
    class="icon"
    viewBox="0 0 24 24"
    width="22"
    height="22"
    fill="none"
    stroke="currentColor"
    stroke-width="1.8"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    ${paths[name]}
  </svg>`
