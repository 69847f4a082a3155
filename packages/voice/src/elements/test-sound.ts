/** A context that can choose its output; not every browser has that. */
type SinkContext = AudioContext & { readonly setSinkId?: (deviceId: string) => Promise<void> }

/** Notes of the sound, in Hz. */
const notes = [523.25, 659.25, 783.99]
const noteSeconds = 0.18

/** Plays three short notes on a speaker, the default one for ''. Rejects when it cannot be used. */
export const playTestSound = async (deviceId: string, volume: number): Promise<void> => {
  const context: SinkContext = new AudioContext()
  try {
    if (deviceId !== '') await context.setSinkId?.(deviceId)
    await context.resume()
    const ends = notes.map((frequency, at) => {
      const start = context.currentTime + at * noteSeconds
      const note = new OscillatorNode(context, { frequency })
      const gain = new GainNode(context, { gain: 0 })
      gain.gain.setTargetAtTime(0.25 * volume, start, 0.01)
      gain.gain.setTargetAtTime(0, start + noteSeconds * 0.6, 0.06)
      note.connect(gain).connect(context.destination)
      note.start(start)
      note.stop(start + 3 * noteSeconds)
      return new Promise((resolve) => note.addEventListener('ended', resolve, { once: true }))
    })
    await Promise.all(ends)
  } finally {
    void context.close()
  }
}
