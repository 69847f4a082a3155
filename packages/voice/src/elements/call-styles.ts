import { css } from 'lit'

/** Styles of the whole call. Unfolded, a floating call is a popover, for which a browser has styles of its own. */
export const callStyles = css`
  :host {
    display: block;
    inline-size: min(100%, var(--vatel-width, 26rem));
    container-type: inline-size;
  }
  .panel {
    position: relative;
    display: flex;
    flex-direction: column;
    block-size: var(--vatel-height, min(38rem, 100dvh - 2rem));
    max-block-size: 100%;
    min-block-size: min(22rem, max(18rem, 100dvh - 2rem));
    padding: 1.1rem;
    border: 1px solid var(--line);
    border-radius: calc(var(--radius) * 1.4);
    background:
      radial-gradient(120% 60% at 50% 0%, color-mix(in oklab, var(--accent) 9%, transparent), transparent),
      var(--surface);
    box-shadow:
      0 1px 2px rgb(10 20 40 / 0.06),
      0 18px 48px rgb(10 20 40 / 0.13);
    overflow: hidden auto;
  }
  header {
    display: flex;
    gap: 0.8rem;
    align-items: flex-start;
  }
  .face {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 2.75rem;
    block-size: 2.75rem;
    border-radius: 50%;
    object-fit: cover;
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 650;
    font-size: 1.15rem;
  }
  .title {
    flex: 1;
    min-inline-size: 0;
  }
  h2 {
    margin: 0;
    font-size: 1.0625rem;
    font-weight: 650;
    line-height: 1.35;
    overflow-wrap: anywhere;
  }
  .stage {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 1.25rem;
    flex: none;
    padding-block: 0.75rem;
    --vatel-size: 6rem;
  }
  .quiet .stage {
    flex: 1;
    --vatel-size: clamp(8rem, 60cqi, 13rem);
  }
  .words {
    max-inline-size: 19rem;
    margin: 0;
    text-align: center;
    text-wrap: balance;
    color: var(--muted);
    overflow-wrap: anywhere;
  }
  .words p {
    margin: 0;
  }
  .end .reason {
    color: var(--text);
    font-size: 1.0625rem;
    font-weight: 600;
  }
  .talk .end {
    inline-size: 100%;
    max-inline-size: none;
    padding: 0.35rem 1rem;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
  }
  .talk .stage:has(.end) {
    padding-block: 0.5rem 0;
  }
  .talk .end ~ * {
    display: none;
  }
  .talk .stage:has(.end) vatel-visualizer {
    display: none;
  }
  vatel-transcript {
    flex: 1;
    min-block-size: 6rem;
    --vatel-transcript-height: auto;
    margin-inline: -0.6rem;
  }
  vatel-devices {
    overflow-y: auto;
    min-block-size: min(14rem, 40dvh);
    margin-block-end: 0.25rem;
    gap: 0.7rem;
    padding: 0.9rem 1rem;
    border-radius: var(--radius);
    border: 1px solid var(--line);
    background: var(--surface);
  }
  /* The conversation gives its room to the devices, but for a tool that waits for a decision. */
  .panel:has(vatel-devices) .stage,
  .panel:has(vatel-devices):not(.asks) vatel-transcript {
    display: none;
  }
  .panel:has(vatel-devices) header {
    margin-block-end: 0.75rem;
  }
  .panel vatel-devices {
    margin-block-start: auto;
  }
  .panel :is(vatel-devices, vatel-transcript) {
    animation: unfold 180ms ease-out;
  }
  .bar {
    order: 1;
    flex: none;
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    align-items: center;
    gap: clamp(0.5rem, 2.5cqi, 0.75rem);
    margin-block-start: 0.75rem;
  }
  .bar button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.6rem;
    min-block-size: 3.25rem;
    min-inline-size: 3.25rem;
    background: var(--raised);
    transition:
      background 150ms,
      scale 120ms;
  }
  .bar button:active:not([aria-disabled='true']) {
    scale: 0.96;
  }
  .bar:has(.level) .mute {
    gap: 0.35rem;
    padding-inline: clamp(0.5rem, 3cqi, 1rem);
  }
  .bar .on {
    background: var(--text);
    color: var(--surface);
  }
  .bar .main {
    flex: 1 1 7rem;
    max-inline-size: 11rem;
    padding-inline: clamp(0.5rem, 3cqi, 1.4rem);
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
  }
  .bar .main.stop {
    background: light-dark(#c42b2b, #cf3338);
    color: #fff;
  }
  @media (hover: hover) {
    .bar .main:hover:not([aria-disabled='true']),
    .launcher:hover {
      filter: brightness(1.07);
    }
    .bar button:not(.main, .on):hover:not([aria-disabled='true']) {
      background: var(--line);
    }
  }

  :host([floating]) {
    position: fixed;
    inset-block-end: max(1.25rem, env(safe-area-inset-bottom));
    inset-inline-end: max(1.25rem, env(safe-area-inset-right));
    z-index: var(--vatel-layer, 2147483000);
    inline-size: max-content;
    max-inline-size: calc(100vw - 2.5rem);
    container-type: normal;
    inset-block-start: auto;
    inset-inline-start: auto;
    block-size: auto;
    margin: 0;
    border: 0;
    padding: 0;
    background: none;
    overflow: visible;
    display: flex;
    flex-direction: column;
    align-items: flex-end;
    gap: 0.75rem;
  }
  :host([floating]) .panel {
    inline-size: min(calc(100vw - 2.5rem), var(--vatel-width, 24rem));
    block-size: min(var(--vatel-height, 36rem), calc(100dvh - 7rem));
    min-block-size: min(22rem, calc(100dvh - 7rem));
    animation: unfold 180ms ease-out;
    transform-origin: 100% 100%;
  }
  :host([floating]) .quiet .stage {
    --vatel-size: 10rem;
  }
  @keyframes unfold {
    from {
      opacity: 0;
      transform: translateY(0.75rem) scale(0.97);
    }
  }
  .launcher {
    display: inline-flex;
    align-items: center;
    gap: 0.6rem;
    min-block-size: 3.5rem;
    min-inline-size: 3.5rem;
    justify-content: center;
    padding: 0.4rem 1.4rem 0.4rem 0.6rem;
    background: var(--surface);
    border-color: var(--line);
    color: var(--text);
    font-weight: 600;
    box-shadow:
      0 1px 2px rgb(10 20 40 / 0.08),
      0 10px 30px rgb(10 20 40 / 0.2);
  }
  :host([open]) .launcher {
    padding: 0.4rem;
  }
  .mini {
    --vatel-size: 2.75rem;
  }
`
