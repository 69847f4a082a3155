import type { VoiceCallSnapshot } from '../snapshot.ts'
import { sentences, words } from '../texts.ts'
import type { ProblemType } from '../user-texts.ts'
import { phaseText } from './phase-words.ts'

const view = (more: Partial<VoiceCallSnapshot>, problem?: ProblemType, isMuted = false): VoiceCallSnapshot =>
  ({
    phase: 'listening',
    isThinking: false,
    isPaused: false,
    tools: [],
    problems: problem === undefined ? [] : [{ type: problem, text: '' }],
    microphone: {
      state: 'live',
      isMuted,
      isTalking: true,
      deviceId: '',
      echoCancellation: true,
      noiseSuppression: true,
    },
    ...more,
  }) as unknown as VoiceCallSnapshot

const english = { ...sentences, ...words }

describe('phaseText', () => {
  it.each<[ProblemType, string]>([
    ['microphone-lost', 'Microphone disconnected'],
    ['microphone-silent', 'Microphone is silent'],
    ['microphone-muted-by-system', 'Microphone is muted'],
    ['speaker-lost', 'Speaker disconnected'],
    ['needs-gesture', 'Waiting for a click'],
    ['sound-interrupted', 'Sound is in use'],
    ['line-suspect', 'Line may be lost'],
  ])('never says that the call listens while it has the problem %s', (problem, text) => {
    expect(phaseText(view({}, problem), english)).toBe(text)
  })

  it.each<[Partial<VoiceCallSnapshot>, string]>([
    [{}, 'Listening'],
    [{ isThinking: true }, 'Thinking…'],
    [{ phase: 'agentSpeaking' }, 'Speaking'],
    [{ phase: 'interrupted' }, 'Listening'],
    [{ isPaused: true }, 'On hold'],
    [{ phase: 'toolPending' }, 'Working on it…'],
    [{ phase: 'ended' }, 'Call ended'],
  ])('says of %j "%s"', (more, text) => {
    expect(phaseText(view(more), english)).toBe(text)
  })

  it('goes on to say that the agent speaks when the microphone is lost', () => {
    expect(phaseText(view({ phase: 'agentSpeaking' }, 'microphone-lost'), english)).toBe('Speaking')
  })

  it('says of a muted microphone that it is muted, whatever else it is', () => {
    expect(phaseText(view({}, 'microphone-silent', true), english)).toBe('You are muted')
  })
})
