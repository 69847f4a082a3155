import { InvalidOptionError } from './errors.ts'

/**
 * Mixes channels of equal length to one: the mean of each moment, which cannot clip.
 *
 * @throws {InvalidOptionError} when there is no channel, or their lengths differ.
 */
export const mixToMono = (channels: readonly Float32Array[]): Float32Array => {
  const [first] = channels
  if (first === undefined) throw new InvalidOptionError('channels', '[]', 'give at least one channel')
  const lengths = channels.map(({ length }) => length)
  if (lengths.some((length) => length !== first.length))
    throw new InvalidOptionError('channels', lengths, 'give channels of equal length')
  const mono = new Float32Array(first.length)
  for (let i = 0; i < mono.length; i++) {
    let sum = 0
    for (const channel of channels) sum += channel[i] ?? 0
    mono[i] = sum / channels.length
  }
  return mono
}
