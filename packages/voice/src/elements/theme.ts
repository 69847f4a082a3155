import { css } from 'lit'

/**
 * Styles that every element adopts. The variables `--vatel-*` are read from the page; each has a default for light and dark.
 */
export const theme = css`
  :host {
    color-scheme: light dark;
    --accent: var(--vatel-accent, light-dark(#0b62d6, #7cb8ff));
    --accent-2: var(--vatel-accent-2, light-dark(#12b5a6, #35d6c4));
    --on-accent: var(--vatel-on-accent, light-dark(#ffffff, #06182e));
    --surface: var(--vatel-surface, light-dark(#ffffff, #14171c));
    --raised: var(--vatel-raised, light-dark(#ebeff5, #20252d));
    --text: var(--vatel-text, light-dark(#14181f, #eef2f7));
    --muted: var(--vatel-muted, light-dark(#566070, #a5b0bf));
    --pale: var(--vatel-pale, light-dark(#5f6979, #909cad));
    --line: var(--vatel-line, light-dark(#dbe1e9, #333b47));
    --danger: var(--vatel-danger, light-dark(#c42b2b, #ff9d94));
    --warning: var(--vatel-warning, light-dark(#8a5200, #ffc46b));
    --radius: var(--vatel-radius, 1.25rem);
    box-sizing: border-box;
    color: var(--text);
    font-family: var(--vatel-font, inherit);
    line-height: 1.5;
    -webkit-text-size-adjust: 100%;
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  svg {
    display: block;
    flex: none;
  }
  .hidden-text {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  button,
  summary,
  select {
    font: inherit;
    color: inherit;
    min-block-size: 2.75rem;
    min-inline-size: 2.75rem;
    touch-action: manipulation;
  }
  button,
  summary {
    cursor: pointer;
    border: 1px solid transparent;
    border-radius: 999px;
    background: none;
  }
  button[aria-disabled='true'] {
    cursor: default;
    opacity: 0.45;
  }
  :focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
  @media (forced-colors: active) {
    button,
    summary {
      border-color: ButtonText;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
    }
  }
`
