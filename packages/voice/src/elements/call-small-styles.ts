import { css } from 'lit'

/**
 * Styles of the whole call by the size of the window, which follow `callStyles`. On a phone on its side, or in a page at a high
 * zoom, the conversation has the room of the visualizer.
 */
export const callSmallStyles = css`
  /* A note stands in the place of the visualizer and moves nothing; open devices and a low window make room for it. */
  @media (min-height: 30.01rem) {
    .panel:not(:has(vatel-devices)) vatel-status::part(problems) {
      position: absolute;
      inset-inline: 1.1rem;
      z-index: 1;
    }
    .talk.noted .stage {
      visibility: hidden;
    }
  }
  @media (max-height: 30rem) {
    .panel {
      padding: 0.75rem 1rem;
    }
    .stage,
    .quiet .stage,
    :host([floating]) .quiet .stage {
      --vatel-size: 3rem;
      gap: 0.5rem;
      padding-block: 0.5rem;
    }
    .bar {
      position: sticky;
      inset-block-end: -0.25rem;
      z-index: 1;
      margin: 0.25rem -1rem 0;
      padding: 0.25rem 1rem;
      background: var(--surface);
    }
    .bar button {
      min-block-size: 2.75rem;
    }
    .talk vatel-visualizer {
      display: none;
    }
    .panel:has(vatel-devices) vatel-transcript {
      display: none;
    }
    .talk .stage:not(:has(.end)) {
      padding-block: 0.25rem 0;
    }
  }
  @media (max-width: 30rem) {
    :host([floating][open]) {
      inset: 0;
      inline-size: 100%;
      max-inline-size: none;
    }
    :host([floating]) .panel {
      inline-size: 100%;
      block-size: 100dvh;
      max-block-size: none;
      border: 0;
      border-radius: 0;
      padding-block-end: max(1.1rem, env(safe-area-inset-bottom));
    }
    :host([floating]) header {
      padding-inline-end: 2.75rem;
    }
    :host([floating][open]) .launcher {
      position: absolute;
      inset-block-start: 0.75rem;
      inset-inline-end: 0.75rem;
      min-block-size: 2.75rem;
      min-inline-size: 2.75rem;
      padding: 0;
      box-shadow: none;
    }
  }
`
