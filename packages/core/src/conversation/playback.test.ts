import * as fc from 'fast-check'
import { encodeAudio } from '../protocol/audio-payload.ts'
import type { ServerMessage } from '../protocol/messages.ts'
import type { PlaybackEvent } from './devices.ts'
import {
  canPlay,
  createAgentAudioReader,
  heardSamples,
  initialPlayback,
  isCancelled,
  isSilenced,
  reducePlayback,
  soundingTurn,
  unheardMs,
} from './playback.ts'

const audio = (turn_id: string): ServerMessage => ({
  type: 'response_audio',
  data: { turn_id, audio: '', is_final: false },
})
const said = (turn_id: string): ServerMessage => ({
  type: 'response_text',
  data: { turn_id, text: 'words', is_final: true },
})
const interruption: ServerMessage = { type: 'interruption', data: {} }
const stopped: ServerMessage = { type: 'speech_stopped', data: {} }
const began = (emulated: boolean): ServerMessage => ({ type: 'speech_started', data: { emulated } })
const heard = (is_final: boolean): ServerMessage => ({
  type: 'input_audio_transcript',
  data: { transcript: 'stop', is_final },
})

const sound = (turn_id: string, samples: number): ServerMessage => ({
  type: 'response_audio',
  data: { turn_id, audio: encodeAudio(new Int16Array(samples)), is_final: false },
})
const plays = (turnId: string, heard: number, type: PlaybackEvent['type'] = 'progress'): PlaybackEvent => ({
  type,
  turnId,
  heardSamples: heard,
  atMs: 0,
})

const after = (...messages: readonly (ServerMessage | PlaybackEvent)[]) =>
  messages.reduce(reducePlayback, initialPlayback)

describe('playback', () => {
  it('allows every turn at the start', () => {
    expect(canPlay(initialPlayback, 'a')).toBe(true)
    expect(canPlay(after(audio('a'), said('b')), 'a')).toBe(true)
  })

  it('cancels every turn seen before an interruption, by audio or text', () => {
    const playback = after(audio('a'), said('b'), interruption)
    expect([canPlay(playback, 'a'), canPlay(playback, 'b'), canPlay(playback, 'c')]).toEqual([
      false,
      false,
      true,
    ])
  })

  it('keeps a late chunk of a cancelled turn silent', () => {
    expect(canPlay(after(audio('a'), interruption, audio('a'), heard(false)), 'a')).toBe(false)
  })

  it.each([
    ['speech_stopped', stopped],
    ['a final transcript', heard(true)],
  ])('lets a turn id that is used again sound after %s', (_name, end) => {
    expect(canPlay(after(audio('a'), interruption, end, audio('a')), 'a')).toBe(true)
  })

  it('does not change at a speech start, emulated or not', () => {
    expect(canPlay(after(audio('a'), began(true), began(false)), 'a')).toBe(true)
  })

  it('goes through JSON', () => {
    const playback = after(audio('a'), interruption)
    expect(JSON.parse(JSON.stringify(playback))).toEqual(playback)
  })

  it('never lets a turn sound between its interruption and the end of the user’s speech', () => {
    const turn = fc.constantFrom('a', 'b', 'c')
    const noise = fc.oneof(
      turn.map(audio),
      turn.map(said),
      fc.constant(heard(false)),
      fc.boolean().map(began),
    )
    fc.assert(
      fc.property(fc.array(noise), fc.array(noise), (before, later) => {
        const { turns } = after(...before, interruption)
        const playback = after(...before, interruption, ...later)
        expect(turns.some(({ turnId }) => canPlay(playback, turnId))).toBe(false)
      }),
    )
  })

  describe('the counts of a playback', () => {
    it.each(['progress', 'underrun', 'drained', 'flushed'] as const)(
      'include what was heard up to %s',
      (type) => {
        const playback = after(sound('a', 2_400), plays('a', 1_200, type), plays('a', 600, type))
        expect([heardSamples(playback, 'a'), heardSamples(playback, 'b')]).toEqual([1_200, 0])
      },
    )

    it('never exceed what came', () => {
      expect(heardSamples(after(sound('a', 100), plays('a', 900)), 'a')).toBe(100)
    })

    it('report what came and is still to be heard, of all turns', () => {
      const playback = after(sound('a', 2_400), sound('b', 4_800), plays('a', 1_200))
      expect(unheardMs(playback)).toBe(250)
      expect(unheardMs(after(sound('a', 2_400), plays('a', 1_200, 'drained')))).toBe(0)
    })

    it('exclude the sound that the speaker refused', () => {
      const refused: PlaybackEvent = { ...plays('a', 1_200, 'refused'), refusedMs: 100 }
      expect(unheardMs(after(sound('a', 4_800), refused))).toBe(50)
      expect(unheardMs(after(sound('a', 4_800), refused, { ...refused, refusedMs: 900 }))).toBe(0)
    })

    it('exclude the sound that a flush discarded', () => {
      const playback = after(sound('a', 2_400), plays('a', 1_200, 'flushed'), sound('a', 4_800))
      expect(unheardMs(playback)).toBe(200)
    })

    it('continue where the speaker counts from 0 again after a flush', () => {
      const playback = after(
        sound('a', 2_400),
        plays('a', 0, 'started'),
        plays('a', 1_200, 'flushed'),
        sound('a', 4_800),
        plays('a', 0, 'started'),
        plays('a', 600),
      )
      expect(heardSamples(playback, 'a')).toBe(1_800)
      const again = [plays('a', 600, 'underrun'), plays('a', 600, 'started'), plays('a', 4_800, 'drained')]
      expect(heardSamples(again.reduce(reducePlayback, playback), 'a')).toBe(6_000)
    })

    it('exclude a cancelled turn, and start again when its id is used again', () => {
      const cut = after(sound('a', 2_400), plays('a', 1_200), interruption, sound('a', 2_400))
      expect([unheardMs(cut), isCancelled(cut, 'a')]).toEqual([0, true])
      const released = reducePlayback(cut, stopped)
      expect([canPlay(released, 'a'), isCancelled(released, 'a')]).toEqual([true, true])
      const again = reducePlayback(released, sound('a', 4_800))
      expect([unheardMs(again), isCancelled(again, 'a'), heardSamples(again, 'a')]).toEqual([200, false, 0])
    })
  })

  describe('isSilenced', () => {
    it.each([
      ['nothing came', [], false],
      ['all that came waits', [sound('a', 2_400)], false],
      ['all was heard', [sound('a', 2_400), plays('a', 2_400, 'drained')], false],
      ['a part was heard, the rest flushed', [sound('a', 2_400), plays('a', 1_200, 'flushed')], true],
      ['all was flushed unheard', [sound('a', 2_400), plays('a', 0, 'flushed')], true],
      ['sound came after a flush', [sound('a', 2_400), plays('a', 0, 'flushed'), sound('a', 2_400)], false],
      ['another turn was flushed', [sound('a', 2_400), sound('b', 2_400), plays('b', 0, 'flushed')], false],
      ['all was cancelled', [sound('a', 2_400), interruption], true],
      [
        'it was cancelled, and the user has finished speaking',
        [sound('a', 2_400), interruption, stopped],
        true,
      ],
    ])('returns for a turn of which %s: %j', (_name, events, silenced) => {
      expect(isSilenced(after(...events), 'a')).toBe(silenced)
    })
  })

  it('keeps 3,000 turns in bounded memory, and cancels the oldest as well as the latest', () => {
    const names = Array.from({ length: 3_000 }, (_, n) => `turn ${String(n)}`)
    const playback = after(...names.map(audio), interruption)
    expect(playback.turns.length).toBeLessThanOrEqual(64)
    expect(names.filter((name) => canPlay(playback, name))).toEqual([])
    const late = reducePlayback(playback, audio('turn 0'))
    expect([canPlay(late, 'turn 0'), canPlay(late, 'new')]).toEqual([false, true])
    const many = after(...Array.from({ length: 10_000 }, (_, n) => audio(String(n))))
    expect(many.olderTurnIds.length).toBeLessThanOrEqual(4_096)
  })
})

describe('soundingTurn', () => {
  const sounding = (...events: readonly PlaybackEvent[]) =>
    events.reduce<string | undefined>(soundingTurn, undefined)

  it('is the turn that has started, until it pauses, ends or is cut short', () => {
    expect(sounding(plays('a', 0, 'started'), plays('a', 10))).toBe('a')
    for (const type of ['underrun', 'drained', 'flushed'] as const)
      expect(sounding(plays('a', 0, 'started'), plays('a', 10, type))).toBeUndefined()
  })

  it('is the turn that follows, also where the end of the one before it is reported later', () => {
    expect(sounding(plays('a', 0, 'started'), plays('b', 0, 'started'), plays('a', 10, 'drained'))).toBe('b')
  })

  it('stays the same when a chunk is refused', () => {
    expect(sounding(plays('a', 0, 'started'), plays('a', 0, 'refused'))).toBe('a')
    expect(sounding(plays('a', 0, 'refused'))).toBeUndefined()
  })
})

describe('createAgentAudioReader', () => {
  const invalid: string[] = []
  const reader = () => createAgentAudioReader(({ message }) => invalid.push(message))
  const chunk = (audio: string, is_final: boolean): ServerMessage => ({
    type: 'response_audio',
    data: { turn_id: 'a', audio, is_final },
  })
  beforeEach(() => invalid.splice(0))

  it('returns the audio that may play, and none of a cancelled turn', () => {
    const { read } = reader()
    expect(read(sound('a', 480))).toEqual({ turnId: 'a', pcm: new Int16Array(480), isFinal: false })
    expect([read(interruption), read(sound('a', 480))]).toEqual([undefined, undefined])
    read(stopped)
    expect(read(sound('a', 2))?.pcm).toHaveLength(2)
  })

  it('reports audio that is not base64, and returns the end of the utterance beside it', () => {
    const { read } = reader()
    expect(read(chunk('no base64!', false))).toBeUndefined()
    expect(read(chunk('no base64!', true))).toEqual({ turnId: 'a', pcm: new Int16Array(), isFinal: true })
    expect(invalid).toEqual(Array(2).fill('bad response_audio: audio: must be base64 with padding'))
  })

  it('counts audio that is not base64 as discarded, and no other sound of its turn', () => {
    const audio = reader()
    audio.read(sound('a', 2_400))
    audio.read(chunk('!'.repeat(640), false))
    expect(unheardMs(audio.playback)).toBe(100)
    audio.hear(plays('a', 2_400, 'drained'))
    expect(unheardMs(audio.playback)).toBe(0)
  })
})
