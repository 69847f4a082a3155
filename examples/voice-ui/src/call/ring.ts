/** Tones of a ring, in hertz, and its loudness: two soft tones that beat against each other. */
const tones = [400, 450] as const
const loudness = 0.035
/** Rings from the start, in seconds, and their length; the pattern repeats. */
const rings = [0, 0.6] as const
const ringSeconds = 0.4
const repeatSeconds = 2.4
/** Repetitions that are scheduled; a call that rings longer has failed by then. */
const repetitions = 20

/** Begins to ring. Call it in the handler of a click; returns the function that stops it. */
export const startRinging = (): (() => void) => {
  const context = new AudioContext()
  const gain = new GainNode(context, { gain: 0 })
  gain.connect(context.destination)
  const oscillators = tones.map((frequency) => {
    const oscillator = new OscillatorNode(context, { frequency })
    oscillator.connect(gain)
    oscillator.start()
    return oscillator
  })
  for (let turn = 0; turn < repetitions; turn += 1)
    for (const ring of rings) {
      const at = context.currentTime + 0.05 + turn * repeatSeconds + ring
      gain.gain.setTargetAtTime(loudness, at, 0.02)
      gain.gain.setTargetAtTime(0, at + ringSeconds, 0.03)
    }
  return () => {
    for (const oscillator of oscillators) oscillator.stop()
    if (context.state !== 'closed') void context.close()
  }
}
