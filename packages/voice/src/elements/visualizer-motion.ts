import { css } from 'lit'

/**
 * Motion of the visualizers. What happens by itself is an animation of transforms, which the compositor runs; the element
 * moves the parts that follow the voice.
 */
export const visualizerMotion = css`
  .shape {
    position: relative;
    inline-size: 100%;
    block-size: 100%;
    contain: layout style size;
    transition:
      opacity 300ms ease-out,
      filter 300ms ease-out;
  }
  .idle,
  .ended {
    opacity: 0.75;
  }
  .suspect,
  .ended {
    filter: saturate(0.25);
  }
  .suspect {
    opacity: 0.55;
  }

  .halo,
  .ball,
  .orbit,
  .fluid,
  .fluid i,
  .shine {
    position: absolute;
    border-radius: 50%;
  }
  .ball {
    inset: 16%;
    overflow: hidden;
    background: linear-gradient(160deg, var(--accent-2), var(--accent));
    isolation: isolate;
  }
  .halo {
    inset: 0;
    background: radial-gradient(closest-side, var(--accent) 40%, transparent);
    opacity: 0.16;
    scale: 0.92;
  }
  .fluid {
    inset: -30%;
    animation: turn 14s linear infinite;
  }
  .fluid i {
    inline-size: 62%;
    block-size: 62%;
    background: radial-gradient(closest-side, var(--accent-2), transparent);
    animation: turn 9s linear infinite reverse;
    transform-origin: 70% 60%;
  }
  .fluid i:nth-child(1) {
    inset-block-start: 2%;
    inset-inline-start: 6%;
  }
  .fluid i:nth-child(2) {
    inset-block-end: 0;
    inset-inline-end: 4%;
    animation-duration: 11s;
    background: radial-gradient(closest-side, color-mix(in oklab, var(--accent) 82%, #3a1fb8), transparent);
  }
  .fluid i:nth-child(3) {
    inset-block-start: 20%;
    inset-inline-end: 12%;
    animation-duration: 6s;
    opacity: 0.7;
    background: radial-gradient(closest-side, rgb(255 255 255 / 0.85), transparent);
  }
  .shine {
    inset: 0;
    background: radial-gradient(circle at 32% 24%, rgb(255 255 255 / 0.55), transparent 46%);
    box-shadow: inset 0 0 1.2rem rgb(255 255 255 / 0.25);
  }
  .orbit {
    inset: 9%;
    border: 3px solid transparent;
    opacity: 0;
    transition: opacity 300ms ease-out;
  }
  .orb.thinking .orbit,
  .orb.connecting .orbit {
    border-block-start-color: var(--accent);
    border-inline-end-color: color-mix(in oklab, var(--accent-2) 45%, transparent);
    opacity: 1;
    animation: turn 2s linear infinite;
  }
  .orb.connecting .orbit {
    border-inline-end-color: transparent;
    border-block-end-color: var(--accent);
  }
  .orb.suspect .orbit {
    border: 2px dashed var(--muted);
    opacity: 1;
  }
  .orb.suspect .fluid,
  .orb.suspect .fluid i,
  .orb.ended .fluid,
  .orb.ended .fluid i {
    animation-play-state: paused;
  }
  .orb.idle {
    animation: breathe 3s ease-in-out infinite alternate;
  }
  .orb.connecting {
    animation: breathe 1.2s ease-in-out infinite alternate;
  }
  .orb.thinking .fluid {
    animation-duration: 5s;
  }
  .orb.speaking .fluid {
    animation-duration: 7s;
  }

  .bars {
    display: flex;
    gap: 5%;
    justify-content: center;
    align-items: center;
  }
  .bar {
    inline-size: 9%;
    block-size: 88%;
    border-radius: 999px;
    overflow: hidden;
    translate: 0 -45%;
    animation: 1.2s ease-in-out infinite;
  }
  .bar i {
    display: block;
    block-size: 100%;
    border-radius: 999px;
    background: linear-gradient(var(--accent-2), var(--accent));
    translate: 0 90%;
  }
  .bar:nth-child(3n) {
    animation-delay: 110ms;
  }
  .bar:nth-child(3n + 2) {
    animation-delay: 220ms;
  }
  .bar:nth-child(7) {
    animation-delay: 330ms;
  }
  .bars.thinking .bar,
  .bars.connecting .bar {
    animation-name: hop;
  }

  .wave {
    overflow: hidden;
    mask-image: linear-gradient(90deg, transparent, black 22% 78%, transparent);
  }
  .layer {
    position: absolute;
    inset: 19% 0;
    scale: 1 0.05;
  }
  .drift {
    inline-size: 200%;
    block-size: 100%;
    animation: drift 2.6s linear infinite;
  }
  .wave-1 .drift {
    animation-duration: 3.8s;
  }
  .wave-2 .drift {
    animation-duration: 6.8s;
  }
  .drift svg {
    inline-size: 100%;
    block-size: 100%;
  }
  .wave path {
    fill: none;
    stroke: var(--accent);
    stroke-width: 4;
    stroke-linecap: round;
    vector-effect: non-scaling-stroke;
  }
  .wave-1 path {
    stroke: var(--accent-2);
    opacity: 0.8;
  }
  .wave-2 path {
    opacity: 0.4;
  }
  .wave.suspect .drift,
  .wave.ended .drift,
  .wave.idle .drift {
    animation-play-state: paused;
  }

  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  @keyframes breathe {
    to {
      transform: scale(1.04);
    }
  }
  @keyframes hop {
    0%,
    60%,
    100% {
      opacity: 0.55;
    }
    30% {
      transform: translateY(-14%);
      opacity: 1;
    }
  }
  @keyframes drift {
    to {
      translate: -50% 0;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .bar i {
      translate: 0 50%;
    }
    .bar {
      translate: 0 -25%;
    }
    .layer {
      scale: 1 0.3;
    }
    .shape.speaking,
    .shape.listening {
      opacity: calc(0.7 + 0.3 * var(--level, 0));
    }
  }
  @media (forced-colors: active) {
    .ball,
    .bar i {
      forced-color-adjust: none;
      background: CanvasText;
    }
    .wave path {
      stroke: CanvasText;
    }
  }
`
