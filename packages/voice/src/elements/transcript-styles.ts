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
  .block:not(:last-child) {
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
  .bubble {
    margin: 0;
    max-inline-size: min(85%, 36rem);
    padding: 0.6rem 1rem;
    border-radius: var(--radius);
    background: var(--raised);
    border-end-start-radius: 0.35rem;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  .thinking {
    inline-size: max-content;
  }
  .user .bubble {
    background: light-dark(var(--accent), color-mix(in oklab, var(--accent) 30%, var(--surface)));
    color: light-dark(var(--on-accent), var(--text));
    border-end-start-radius: var(--radius);
    border-end-end-radius: 0.35rem;
    transition: opacity 200ms;
  }
  .user.interim .bubble {
    background: color-mix(in oklab, var(--accent) 14%, var(--surface));
    color: var(--text);
    font-style: italic;
  }
  .heard {
    transition: color 150ms;
  }
  .pending,
  .cut {
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
  .empty {
    color: var(--muted);
    text-align: center;
    margin-block: 2rem;
  }

  .card {
    inline-size: min(100%, 30rem);
    border: 1px solid var(--line);
    border-radius: calc(var(--radius) * 0.8);
    font-size: 0.925rem;
  }
  .card summary {
    display: flex;
    align-items: center;
    gap: 0.6rem;
    padding: 0.25rem 0.9rem;
    list-style: none;
    border-radius: inherit;
    overflow-wrap: anywhere;
  }
  .card summary::-webkit-details-marker,
  .menu summary::-webkit-details-marker {
    display: none;
  }
  .card svg {
    inline-size: 1.25rem;
    block-size: 1.25rem;
    color: var(--accent);
  }
  .card .icon-problem {
    color: var(--warning);
  }
  .icon-busy {
    animation: turn 1s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  dl {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0.2rem 0.9rem;
    margin: 0;
    padding: 0.25rem 0.9rem 0.8rem 2.75rem;
    color: var(--muted);
  }
  dd {
    margin: 0;
    color: var(--text);
    overflow-wrap: anywhere;
  }
  .decision {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    padding: 0.25rem 0.9rem 0.9rem;
  }
  .decision button {
    padding-inline: 1.1rem;
    border-color: var(--line);
  }
  .decision .primary {
    background: var(--accent);
    color: var(--on-accent);
    border-color: transparent;
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
    .card summary {
      border-width: 0;
    }
  }
`
