import { css } from 'lit'

/** Styles of the transcript. */
export const transcriptStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    position: relative;
    min-block-size: 0;
    block-size: var(--vatel-transcript-height, 24rem);
  }
  .log {
    flex: 1;
    min-block-size: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    padding: 0.75rem;
    border-radius: var(--radius);
    scrollbar-width: thin;
    scrollbar-color: var(--line) transparent;
    mask-image: linear-gradient(transparent, black 0.75rem calc(100% - 0.75rem), transparent);
  }
  .log:focus-visible {
    outline-offset: -3px;
  }
  .block {
    display: flow-root;
  }
  .block:not(:last-of-type) {
    content-visibility: auto;
    contain-intrinsic-size: auto 90rem;
  }
  .line {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    margin-block: 0.25rem 0.75rem;
  }
  .line.user {
    align-items: flex-end;
  }
  .block:last-of-type .line:last-child,
  .thinking {
    animation: enter 200ms ease-out;
  }
  @keyframes enter {
    from {
      opacity: 0;
      translate: 0 0.5rem;
    }
  }
  .bubble {
    margin: 0;
    max-inline-size: min(85%, 36rem);
    padding: 0.6rem 1rem;
    border-radius: var(--radius) var(--radius) var(--end, var(--radius)) var(--start, var(--radius));
    background: var(--raised);
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  /* The corner is on the side of the speaker, whatever the direction of the text. */
  .lines,
  :host(:dir(rtl)) .user {
    --start: 0.35rem;
    --end: initial;
  }
  .user,
  :host(:dir(rtl)) .lines {
    --start: initial;
    --end: 0.35rem;
  }
  .thinking {
    display: flex;
    gap: 0.3rem;
    align-items: center;
    inline-size: max-content;
    min-block-size: 2.7rem;
    margin-block: 0.25rem 0.75rem;
  }
  .thinking i {
    inline-size: 0.45rem;
    block-size: 0.45rem;
    border-radius: 50%;
    background: var(--muted);
    animation: pulse 1.2s ease-in-out infinite;
  }
  .thinking i:nth-child(2) {
    animation-delay: 160ms;
  }
  .thinking i:nth-child(3) {
    animation-delay: 320ms;
  }
  @keyframes pulse {
    0%,
    60%,
    100% {
      opacity: 0.35;
    }
    30% {
      opacity: 1;
      translate: 0 -0.2rem;
    }
  }
  .user .bubble {
    background: light-dark(var(--accent), color-mix(in oklab, var(--accent) 30%, var(--surface)));
    color: light-dark(var(--on-accent), var(--text));
    transition: background 200ms;
  }
  .user.interim .bubble {
    background: color-mix(in oklab, var(--accent) 14%, var(--surface));
    color: var(--text);
    font-style: italic;
  }
  .heard {
    transition: color 150ms;
  }
  .bubble :is(.pending, .cut) {
    color: var(--pale);
  }
  .cut {
    text-decoration-thickness: 1.5px;
  }
  time {
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
    color: var(--muted);
    padding-inline: 0.5rem;
    margin-block-start: 0.15rem;
  }
  .lines:has(.empty) {
    display: grid;
    place-content: center;
    min-block-size: 100%;
  }
  .empty {
    margin: 0;
    color: var(--muted);
    text-align: center;
  }

  .latest {
    position: absolute;
    inset-block-end: 0.75rem;
    inset-inline: 0;
    margin-inline: auto;
    inline-size: max-content;
    display: flex;
    align-items: center;
    gap: 0.4rem;
    padding-inline: 0.9rem 1.1rem;
    background: var(--surface);
    border-color: var(--line);
    box-shadow: 0 4px 16px rgb(0 0 0 / 0.18);
    font-size: 0.9rem;
  }
  .latest svg,
  .tools svg {
    inline-size: 1.15rem;
    block-size: 1.15rem;
  }
  .tools {
    display: flex;
    justify-content: flex-end;
    gap: 0.25rem;
    padding-inline: 0.5rem;
    color: var(--muted);
    font-size: 0.875rem;
  }
  .tools button,
  .tools summary {
    display: flex;
    align-items: center;
    gap: 0.4rem;
    padding-inline: 0.75rem;
    list-style: none;
  }
  .tools button:hover,
  .tools summary:hover {
    background: var(--raised);
    color: var(--text);
  }
  .menu {
    position: relative;
  }
  .menu summary::-webkit-details-marker {
    display: none;
  }
  .choices {
    position: absolute;
    inset-block-start: 100%;
    inset-inline-end: 0;
    z-index: 2;
    display: flex;
    flex-direction: column;
    min-inline-size: 13rem;
    padding: 0.35rem;
    border: 1px solid var(--line);
    border-radius: 1rem;
    background: var(--surface);
    color: var(--text);
    box-shadow: 0 8px 28px rgb(0 0 0 / 0.2);
  }
  .choices button {
    justify-content: flex-start;
    border-radius: 0.7rem;
  }
  @media (forced-colors: active) {
    .bubble {
      border: 1px solid CanvasText;
    }
    .thinking i {
      forced-color-adjust: none;
      background: CanvasText;
    }
  }
`
