/** Takes one channel out of interleaved samples. */
export const pickChannel = (samples: Float32Array, channel: number, channels: number): Float32Array => {
  const picked = new Float32Array(samples.length / channels)
  for (let i = 0, at = channel; i < picked.length; i++, at += channels) picked[i] = samples[at] ?? 0
  return picked
}

/** Interleaves channels of equal length. */
export const interleave = (channels: readonly Float32Array[]): Float32Array => {
  const joined = new Float32Array(channels.reduce((sum, { length }) => sum + length, 0))
  channels.forEach((samples, channel) => {
    for (let i = 0, at = channel; i < samples.length; i++, at += channels.length) joined[at] = samples[i] ?? 0
  })
  return joined
}
