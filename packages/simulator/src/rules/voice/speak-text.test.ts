import { speakText } from '../scenario/loaded-scenario.ts'
import { initialVoiceActivity, stepVoiceActivity } from './voice-activity.ts'

const listen = (pcm: Int16Array) =>
  stepVoiceActivity(initialVoiceActivity, pcm, { startMs: 200, stopMs: 700 }).events.map(
    ({ type, atSample }) => `${type} ${Math.round(atSample / 240) / 100}`,
  )

/** A text with silence before and after it. */
const inSilence = (text: string): Int16Array => {
  const spoken = speakText(text)
  const pcm = new Int16Array(spoken.length + 72_000)
  pcm.set(spoken, 24_000)
  return pcm
}

describe('speakText', () => {
  it.each([
    'Hello there, how are you?',
    'Yes please.',
    'What is the weather in Paris right now?',
    'Stop. Thank you. That is all.',
    '¿Qué tiempo hace mañana en Córdoba?',
  ])('is detected as one utterance: %s', (text) => {
    expect(listen(inSilence(text)).map((event) => event.split(' ')[0])).toEqual(['started', 'stopped'])
    expect(text.length).toBeGreaterThan(0)
  })

  it('lasts about as long as the text read aloud', () => {
    const seconds = speakText('It is sunny in Paris, with 21 degrees and no wind.').length / 24_000
    expect(seconds).toBeGreaterThan(2)
    expect(seconds).toBeLessThan(5)
  })

  it('returns the same samples each time, loud but rarely clipped', () => {
    const samples = speakText('All the same.')
    expect(speakText('All the same.')).toEqual(samples)
    const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
    expect(peak).toBeGreaterThan(4_000)
    expect(samples.filter((sample) => Math.abs(sample) === 20_000).length / samples.length).toBeLessThan(0.01)
  })

  it('is empty for an empty text', () => {
    expect(speakText('')).toHaveLength(0)
  })
})
