import { sampleRate } from '@vatel/core'

/** Sound of a letter: duration, gain, two formants in hertz, and whether it is voiced. */
interface Sound {
  readonly ms: number
  readonly gain: number
  readonly formants: readonly [number, number]
  readonly isVoiced: boolean
}

const vowel = (first: number, second: number): Sound => ({
  ms: 95,
  gain: 1,
  formants: [first, second],
  isVoiced: true,
})
const voiced: Sound = { ms: 60, gain: 0.5, formants: [300, 1_300], isVoiced: true }
const hiss: Sound = { ms: 55, gain: 0.12, formants: [2_500, 4_500], isVoiced: false }
const gap = (ms: number): Sound => ({ ms, gain: 0, formants: [500, 1_500], isVoiced: false })

/** Formants of a male voice (Peterson and Barney, 1952). */
const vowels: Readonly<Record<string, Sound>> = {
  a: vowel(730, 1_090),
  e: vowel(530, 1_840),
  i: vowel(270, 2_290),
  o: vowel(570, 840),
  u: vowel(300, 870),
  y: vowel(390, 1_990),
}

const soundOf = (letter: string): Sound => {
  if (/[.!?;:]/.test(letter)) return gap(180)
  if (/\s|,/.test(letter)) return gap(40)
  return vowels[letter] ?? (/[cfhkpqstx]/.test(letter) ? hiss : voiced)
}

/** A resonator: a filter of two poles. */
const resonator = (bandwidthHz: number) => {
  const decay = Math.exp((-Math.PI * bandwidthHz) / sampleRate)
  let [last, before] = [0, 0]
  return (input: number, hertz: number): number => {
    const turn = 2 * decay * Math.cos((2 * Math.PI * hertz) / sampleRate)
    const output = (1 - decay) * input + turn * last - decay * decay * before
    ;[last, before] = [output, last]
    return output
  }
}

/**
 * Speaks a text with a synthetic voice. The words are not intelligible, but the voice has pitch, vowels and pauses, so
 * that a voice activity detector hears it as speech, and it lasts about as long as the text read aloud. The same text
 * gives the same samples.
 */
export const speakText = (text: string): Int16Array => {
  const sounds = Array.from(text.toLowerCase(), soundOf)
  const total = sounds.reduce((ms, sound) => ms + sound.ms, 0)
  const samples = new Int16Array((total * sampleRate) / 1_000)
  const [low, high] = [resonator(90), resonator(120)]
  let [at, phase, noise, gain] = [0, 0, 1, 0]
  for (const sound of sounds) {
    const [first, second] = sound.formants
    for (const end = at + (sound.ms * sampleRate) / 1_000; at < end; at++) {
      // The pitch falls over the sentence, as in speech.
      phase += (140 - (40 * at) / samples.length) / sampleRate
      const pulse = phase >= 1 ? 1 : 0
      phase -= pulse
      noise = (Math.imul(noise, 1_664_525) + 1_013_904_223) | 0
      gain += (sound.gain - gain) * 0.004
      const source = sound.isVoiced ? pulse * 12 : noise / 2 ** 31
      samples[at] = Math.max(-1, Math.min(1, gain * (low(source, first) + high(source, second)))) * 20_000
    }
  }
  return samples
}
