import type { CallSnapshot, CallTag, Phase } from '@vatel/machine'
import { microphoneTrouble, speakerTrouble } from './device-words.ts'
import { phaseWords } from './phase-words.ts'

/** A moment of a call with some tags, and the reason of a lost microphone. */
const moment = (tags: readonly CallTag[], reason: string | null = null) =>
  ({
    hasTag: (tag: CallTag) => tags.includes(tag),
    matches: () => false,
    context: { deviceReasons: { microphone: reason, speaker: null } },
  }) as unknown as CallSnapshot

const deaf: readonly (readonly [readonly CallTag[], string | null, string])[] = [
  [['microphone-lost'], 'ended', 'Microphone lost'],
  [['microphone-lost'], null, 'Microphone lost'],
  [['microphone-lost'], 'some-new-word', 'Microphone lost'],
  [['microphone-silent'], null, 'The microphone is silent'],
  [['microphone-muted'], null, 'The microphone is muted'],
  [['microphone-interrupted'], null, 'The microphone is in use'],
  [['needs-gesture'], null, 'The microphone waits for you'],
]

describe('phaseWords', () => {
  it.each(deaf)('never says that it listens while it is deaf: %j, %s', (tags, reason, title) => {
    const snapshot = moment(['user-inaudible', ...tags], reason)
    expect(phaseWords(snapshot, 'listening')).toBe(title)
    expect(microphoneTrouble(snapshot)?.advice).toMatch(/\.$/)
  })

  it.each<[readonly CallTag[], Phase, string]>([
    [[], 'listening', 'Listening'],
    [['user-speaking'], 'listening', 'You speak'],
    [['thinking'], 'listening', 'Thinking'],
    [['user-inaudible', 'microphone-lost'], 'agentSpeaking', 'The agent speaks'],
    [['sound-lost'], 'listening', 'Speaker lost'],
    [['sound-interrupted'], 'listening', 'The sound is in use'],
  ])('with the tags %j and the phase %s says "%s"', (tags, phase, words) => {
    expect(phaseWords(moment(tags), phase)).toBe(words)
  })

  it('has nothing to say about devices that work', () => {
    expect(microphoneTrouble(moment(['can-talk']))).toBeUndefined()
    expect(speakerTrouble(moment(['can-talk']))).toBeUndefined()
  })
})
