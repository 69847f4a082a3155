import type {
  CallConnection,
  EndReason,
  Microphone,
  MicrophoneFrame,
  MicrophoneState,
  UplinkStats,
} from '@vatel/core'
import { map, NEVER, of } from 'rxjs'
import { gather } from '../../test/gather.ts'
import { simulate } from '../../test/simulate.ts'
import { pcm } from '../testing/server-messages.ts'
import { createFakeConnection } from '../../../core/test/fake-connection.ts'
import { microphoneFrames, microphoneStates, sendAudio } from './send-audio.ts'

const loud = { pcm: pcm(9_000, 480) }
const quiet = { pcm: pcm(100, 480) }

/** A connection that takes 20 ms with each frame and reports a fixed queue. */
const counting = (queuedMs: number): CallConnection => {
  let account: UplinkStats = { sentMs: 0, queuedMs, droppedMs: 0 }
  return {
    ...createFakeConnection(),
    get audio() {
      return account
    },
    sendAudio: () => {
      account = { ...account, sentMs: account.sentMs + 20 }
      return { status: 'sent' }
    },
  }
}

const ends: Record<string, EndReason> = { x: { type: 'hung-up' } }

describe('sendAudio', () => {
  it('sends and counts each frame, and unsubscribes from the frames when the call ends', () => {
    simulate(({ hot, expectObservable, expectSubscriptions }) => {
      const frames$ = hot<typeof loud>('-a-a-a-a-a-', { a: loud })
      const end$ = hot<EndReason>('     --------(x|)', ends)
      const expected = '                -1-2-3-4|'
      const subscribed = '              ^-------!'
      const after = (frames: number) => ({
        frames,
        skippedMs: 0,
        sentMs: 20 * frames,
        queuedMs: 0,
        droppedMs: 0,
      })
      expectObservable(sendAudio(frames$)({ connection: counting(0), end$ })).toBe(expected, {
        1: after(1),
        2: after(2),
        3: after(3),
        4: after(4),
      })
      expectSubscriptions(frames$.subscriptions).toBe(subscribed)
      expectSubscriptions(end$.subscriptions).toBe(subscribed)
    })
  })

  it.each([
    ['drop-oldest', 301, [1, 2]],
    ['drop-newest', 301, [0, 0]],
    ['drop-newest', 300, [1, 2]],
    ['collapse-silence', 301, [1, 1]],
    ['collapse-silence', 300, [1, 2]],
  ] as const)('sends with %s and %s ms queued: %j', (policy, waiting, counts) => {
    simulate(({ hot, expectObservable, expectSubscriptions }) => {
      const frames$ = hot('    -l-q-|', { l: loud, q: quiet })
      const end$ = hot<EndReason>('------', ends)
      const after = (at: 0 | 1) => ({
        frames: counts[at],
        skippedMs: 20 * (at + 1 - counts[at]),
        sentMs: 20 * counts[at],
        queuedMs: waiting,
        droppedMs: 0,
      })
      const sent$ = sendAudio(frames$, { policy })({ connection: counting(waiting), end$ })
      expectObservable(sent$).toBe('-1-2-|', { 1: after(0), 2: after(1) })
      expectSubscriptions(end$.subscriptions).toBe('^----!')
    })
  })

  it.each([
    ['samples', loud.pcm],
    ['an object without samples', { atMs: 20 }],
    ['nothing', undefined],
  ])('errors with the name of the frames when one is %s', (_, frame) => {
    const errors: unknown[] = []
    const sent$ = sendAudio(of(frame as unknown as typeof loud))({ connection: counting(0), end$: NEVER })
    sent$.subscribe({ error: (error) => errors.push(error) })
    expect(errors).toEqual([
      expect.objectContaining({
        _tag: 'InvalidArgumentError',
        field: 'frames$',
        message: expect.stringContaining('must emit frames { pcm: Int16Array }') as string,
      }),
    ])
  })

  it.each([
    [{ policy: 'drop_newest' }, /^policy: must be drop-oldest, drop-newest or collapse-silence$/],
    [{ highWaterMs: NaN }, /^highWaterMs: must not be negative$/],
  ])('refuses %p', (options, message) => {
    expect(() => sendAudio(NEVER, options as object)).toThrow(message)
  })

  it('refuses a misspelt option', () => {
    expect(() => sendAudio(NEVER, { polices: 'drop-newest' } as object)).toThrow(
      'polices: must be left out: there are only policy, highWaterMs',
    )
  })
})

const frameOf = (atMs: number): MicrophoneFrame => ({ pcm: pcm(1), atMs })

describe('microphoneFrames', () => {
  it('listens while it is subscribed', () => {
    simulate(({ hot, expectObservable, expectSubscriptions }) => {
      const device$ = hot('-a-b-c-d-', { a: frameOf(1), b: frameOf(2), c: frameOf(3), d: frameOf(4) })
      const microphone: Microphone = {
        listen: (listener) => {
          const subscription = device$.subscribe(listener)
          return () => subscription.unsubscribe()
        },
        close: () => undefined,
      }
      const frames$ = microphoneFrames(microphone).pipe(map(({ atMs }) => String(atMs)))
      expectObservable(frames$, '--^---!').toBe('---2-3')
      expectSubscriptions(device$.subscriptions).toBe('--^---!')
    })
  })

  it('emits the frames, stops listening when it is unsubscribed, and leaves the device open', () => {
    const listeners = new Set<(frame: MicrophoneFrame) => void>()
    const close = jest.fn()
    const frames$ = microphoneFrames({
      listen: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
      close,
    })
    const seen: MicrophoneFrame[] = []
    const subscription = frames$.subscribe((frame) => seen.push(frame))
    const frame = { pcm: pcm(1), atMs: 20 }
    for (const listener of listeners) listener(frame)
    subscription.unsubscribe()
    expect(seen).toEqual([frame])
    expect(listeners.size).toBe(0)
    expect(close).not.toHaveBeenCalled()
  })
})

describe('microphoneStates', () => {
  it('emits the state at once and at each change, and stops watching with the subscription', () => {
    const watchers = new Set<(state: MicrophoneState) => void>()
    const microphone: Pick<Microphone, 'watch'> = {
      watch: (listener) => {
        watchers.add(listener)
        listener('live')
        return () => watchers.delete(listener)
      },
    }
    const seen: MicrophoneState[] = []
    const subscription = microphoneStates(microphone).subscribe((state) => seen.push(state))
    for (const state of ['silent', 'lost', 'live'] as const) watchers.forEach((tell) => tell(state))
    subscription.unsubscribe()
    expect(seen).toEqual(['live', 'silent', 'lost', 'live'])
    expect(watchers.size).toBe(0)
  })

  it('emits live, and does not complete, for a microphone that reports no state', () => {
    expect(gather(microphoneStates({}))).toEqual(['live'])
  })
})
