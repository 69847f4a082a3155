import { fromPcm16 } from '@vatel/audio'

/** A chunk of sound in each of the forms it takes between microphone and wire. */
export interface Chunk {
  readonly pcm: Int16Array
  readonly samples: Float32Array
  readonly bytes: Uint8Array
  readonly text: string
}

const chunkOf = (length: number, random: () => number): Chunk => {
  const phase = random() * 6
  const pcm = Int16Array.from(
    { length },
    (_, i) => 9000 * Math.sin(i * 0.05 + phase) + 3000 * (random() - 0.5),
  )
  const bytes = new Uint8Array(pcm.buffer)
  // Through JSON, so that the text is one flat piece, as a message from the wire has it.
  const text = String(JSON.parse(JSON.stringify(Buffer.from(bytes).toString('base64'))))
  return { pcm, samples: fromPcm16(pcm), bytes, text }
}

/** Makes 64 different chunks of a noisy tone, the same in every run. */
export const makeChunks = (chunkBytes: number): readonly [Chunk, ...Chunk[]] => {
  let state = 1
  const random = (): number => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32
  const make = (): Chunk => chunkOf(chunkBytes / 2, random)
  return [make(), ...Array.from({ length: 63 }, make)]
}
