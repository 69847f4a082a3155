/** Adding and taking off 1.5 · 2^52 leaves a double rounded to an integer, ties to even (IEEE 754), without a call. */
const roundingBias = 1.5 * 2 ** 52

/**
 * Turns PCM16 into floats in [-1, 1): each sample divided by 32 768, which a 32-bit float holds exactly.
 */
export const fromPcm16 = (pcm: Int16Array): Float32Array => {
  const samples = new Float32Array(pcm.length)
  for (let i = 0; i < pcm.length; i++) samples[i] = (pcm[i] ?? 0) * (1 / 32_768)
  return samples
}

/**
 * Turns floats into PCM16: times 32 768, rounded to the nearest integer (ties to even), clipped to
 * [-32 768, 32 767]. Undoes {@link fromPcm16} exactly. Infinity clips to 32 767, -Infinity to -32 768, NaN is silence.
 */
export const toPcm16 = (samples: Float32Array): Int16Array => {
  const pcm = new Int16Array(samples.length)
  for (let i = 0; i < samples.length; i++) {
    const scaled = (samples[i] ?? 0) * 32_768
    const clipped = scaled > 32_767 ? 32_767 : scaled < -32_768 ? -32_768 : scaled
    pcm[i] = clipped + roundingBias - roundingBias
  }
  return pcm
}
