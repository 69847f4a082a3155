import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit'
import type { Agent } from './agents.ts'

/** Colours of a drawn person. */
interface Look {
  readonly skin: string
  readonly shade: string
  readonly hair: string
  readonly coat: string
  readonly collar: string
  /** Behind the head, and before it. */
  readonly back: SVGTemplateResult
  readonly front: SVGTemplateResult
}

const none = svg``

const looks: Readonly<Record<Agent['face'], Look>> = {
  ada: {
    skin: '#f2c7a5',
    shade: '#e3ac86',
    hair: '#6b3a22',
    coat: '#2b49b8',
    collar: '#eef3ff',
    back: svg`<path d="M32 58c-3-24 11-38 28-38s31 14 28 38c-.6 9-1 17-5 22H37c-4-5-4.400-13-5-22Z" fill="#6b3a22"/>`,
    front: svg`<path d="M41 52c1-13 8-20 19-20s18 7 19 20c-6-3-10-8-12-13-5 7-15 12-26 13Z" fill="#6b3a22"/><circle cx="40.500" cy="67" r="2.200" fill="#ffd36b"/><circle cx="79.500" cy="67" r="2.200" fill="#ffd36b"/>`,
  },
  victor: {
    skin: '#e9b98f',
    shade: '#d39c70',
    hair: '#2d2a2c',
    coat: '#1f2630',
    collar: '#ffffff',
    back: none,
    front: svg`<path d="M40 55c-3-17 6-27 20-27 15 0 23 9 20 27-1-6-4-10-6-12-9 2-21 1-27-3-3 4-6 8-7 15Z" fill="#2d2a2c"/><path d="M49 68.500c3-3.500 7.500-3.500 11-1.200 3.500-2.300 8-2.300 11 1.200-3 2.600-8 2.300-11 .3-3 2-8 2.300-11-.3Z" fill="#2d2a2c"/><path d="M53 97l7 4 7-4v8l-7-3-7 3Z" fill="#b3402f"/>`,
  },
  nora: {
    skin: '#8d5a3b',
    shade: '#774a2f',
    hair: '#1d1512',
    coat: '#5a35b5',
    collar: '#f3e9ff',
    back: svg`<circle cx="60" cy="24" r="12" fill="#1d1512"/><path d="M36 58c-2-20 9-31 24-31s26 11 24 31l-4 10H40Z" fill="#1d1512"/>`,
    front: svg`<path d="M40.500 53c0-13 7-20 19.500-20s19.500 7 19.500 20c-4-8-9-12-19.500-12s-15.500 4-19.500 12Z" fill="#1d1512"/><circle cx="40" cy="66" r="2.400" fill="#f0d9ff"/><circle cx="80" cy="66" r="2.400" fill="#f0d9ff"/>`,
  },
  ines: {
    skin: '#f6d3bb',
    shade: '#e5b699',
    hair: '#c9783a',
    coat: '#1e7a55',
    collar: '#e9fff4',
    back: svg`<path d="M34 60c-4-26 10-38 26-38s30 12 26 38c4 14 2 24-2 30H36c-4-6-6-16-2-30Z" fill="#c9783a"/>`,
    front: svg`<path d="M41 53c0-14 8-21 19-21s19 7 19 21c-8-2-13-6-16-11-4 5-12 9-22 11Z" fill="#c9783a"/><g fill="none" stroke="#2a3b35" stroke-width="1.800"><circle cx="51" cy="58.500" r="6.500"/><circle cx="69" cy="58.500" r="6.500"/><path d="M57.500 58.500q2.500-1.800 5 0"/></g><path d="M38.500 56a21.500 21.500 0 0 1 43 0" fill="none" stroke="#26312d" stroke-width="2.600"/><rect x="36" y="55" width="5.500" height="11" rx="2.700" fill="#26312d"/><path d="M38.500 65c0 8 5 12 12 12" fill="none" stroke="#26312d" stroke-width="1.800" stroke-linecap="round"/><circle cx="51.500" cy="77" r="1.900" fill="#26312d"/>`,
  },
  priya: {
    skin: '#c68a5e',
    shade: '#ad7349',
    hair: '#221a1c',
    coat: '#c2356f',
    collar: '#ffcf7a',
    back: svg`<path d="M36 56c-2-21 9-33 24-33s26 12 24 33v10H36Z" fill="#221a1c"/><path d="M80 60c8 10 9 24 5 38l-7-2c3-12 2-22-4-30Z" fill="#221a1c"/>`,
    front: svg`<path d="M40.500 55c0-14 8-22 19.500-22v0c11.500 0 19.500 8 19.500 22-7-4-14-10-19.500-21-5.500 11-12.500 17-19.500 21Z" fill="#221a1c"/><circle cx="60" cy="49.500" r="1.900" fill="#c8203c"/><circle cx="40.500" cy="67.500" r="2.300" fill="#ffcf7a"/><circle cx="79.500" cy="67.500" r="2.300" fill="#ffcf7a"/>`,
  },
  salma: {
    skin: '#e8bd97',
    shade: '#d3a27b',
    hair: '#2f7f86',
    coat: '#eef6f6',
    collar: '#2f7f86',
    back: svg`<path d="M33 62c-3-26 9-40 27-40s30 14 27 40c-1 16-3 26-2 40H35c1-14-1-24-2-40Z" fill="#2f7f86"/>`,
    front: svg`<path d="M60 27c17 0 26 13 24 34-1 14-10 24-24 24s-23-10-24-24c-2-21 7-34 24-34Zm0 11c-12 0-18 8-18 21 0 12 7 20 18 20s18-8 18-20c0-13-6-21-18-21Z" fill="#3a939b" fill-rule="evenodd"/><path d="M40 78c6 10 34 10 40 0l6 22H34Z" fill="#3a939b"/><path d="M44 80c8 12 24 13 32 2" fill="none" stroke="#256b72" stroke-width="1.500" stroke-linecap="round"/>`,
  },
}

const browOf = (hair: string) => (hair === '#2f7f86' ? '#4a3426' : hair)

const head = ({ skin, shade, hair }: Look) => svg`
  <path d="M52 74h16v12c0 6-16 6-16 0Z" fill=${shade}/>
  <circle cx="40.500" cy="60" r="4.200" fill=${shade}/><circle cx="79.500" cy="60" r="4.200" fill=${shade}/>
  <path d="M41 55c0-15 7-23 19-23s19 8 19 23c0 15-8 26-19 26S41 70 41 55Z" fill=${skin}/>
  <g fill="none" stroke=${browOf(hair)} stroke-width="1.900" stroke-linecap="round" opacity=".85">
    <path d="M47 52q4-2.600 8-.6M65 51.400q4-2 8 .6"/>
  </g>
  <g class="eyes" fill="#2a2222"><ellipse cx="51" cy="58.500" rx="2.100" ry="2.500"/><ellipse cx="69" cy="58.500" rx="2.100" ry="2.500"/></g>
  <path d="M60 59.500q-2.200 4.600.6 5.600" fill="none" stroke=${shade} stroke-width="1.700" stroke-linecap="round"/>
  <g class="mouth">
    <ellipse class="mouth-open" cx="60" cy="72" rx="5.200" ry="3.600" fill="#7c2f33"/>
    <path class="mouth-closed" d="M54 71.200q6 4.200 12 0" fill="none" stroke="#9c4a46" stroke-width="2" stroke-linecap="round"/>
  </g>`

const coat = ({ coat: colour, collar }: Look) => svg`
  <path d="M18 122c1-22 16-31 32-33q10 8 20 0c16 2 31 11 32 33Z" fill=${colour}/>
  <path d="M50 88.500 60 99l10-10.500-3.500-3.500q-6.500 5-13 0Z" fill=${collar}/>`

/** Renders the face of an agent, hidden from screen readers: its name stands beside it. */
export const renderFace = ({ face }: Agent): TemplateResult => {
  const look = looks[face]
  return html`<span class="face" data-face=${face}
    ><svg viewBox="0 0 120 120" aria-hidden="true" focusable="false">
      ${look.back}${coat(look)}${head(look)}${look.front}
    </svg></span
  >`
}
