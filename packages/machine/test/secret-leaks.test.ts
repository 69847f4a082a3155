import { encodeAudio, openCall, type CallOptions } from '@vatel/core'
import { createActor, type InspectionEvent } from 'xstate'
import { openHttp, openLine, says, type Line } from '../../core/test/line.ts'
import { sightings } from '../../core/test/rest/sightings.ts'
import { textsIn } from '../../core/test/texts-in.ts'
import { until } from '../../core/test/until.ts'
import {
  callMachine,
  outcomeOf,
  phaseOf,
  selectEndReason,
  type CallActor,
  type CallEmitted,
  type CallInput,
} from '../src/index.ts'
import { testMicrophone, type TestMicrophone } from './devices.ts'

// The test runs in real time, and a busy machine is slow.
jest.setTimeout(300_000)

const token = 'canary/session+token'
const sound = new Int16Array(new Uint8Array(Buffer.from('canary-of-a-sound!')).buffer)
const hidden = [token, 'canary-of-a-sound!', encodeAudio(sound), sound.slice(0, 3).join(', ')]

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** Runs one call until it has ended, and records everything that an interface can see. */
const hold = async (
  connect: CallInput['connect'],
  happen?: (actor: CallActor, microphone: TestMicrophone) => Promise<void>,
) => {
  const emitted: unknown[] = []
  const inspected: InspectionEvent[] = []
  const microphone = testMicrophone()
  const input: CallInput = { connect, microphone }
  const actor = createActor(callMachine, { input, inspect: (event) => inspected.push(event) })
  actor.on('*', (event: CallEmitted) => emitted.push(event))
  actor.subscribe((snapshot) =>
    emitted.push(snapshot, JSON.parse(JSON.stringify(actor.getPersistedSnapshot()))),
  )
  actor.start()
  actor.send({ type: 'call' })
  const ended = new Promise<void>((resolve) => {
    actor.subscribe((snapshot) => phaseOf(snapshot) === 'ended' && resolve())
  })
  await happen?.(actor, microphone)
  await ended
  const snapshot = actor.getSnapshot()
  const reason = selectEndReason(snapshot)
  return {
    actor,
    reason,
    emitted: [...emitted, reason, outcomeOf(snapshot)],
    inspected,
    persisted: actor.getPersistedSnapshot(),
  }
}

type Held = Awaited<ReturnType<typeof hold>>

const scan = ({ actor, emitted, inspected, persisted }: Held) => {
  expect(inspected.map(({ type }) => type)).toContain('@xstate.snapshot')
  const fields = (it: unknown) => Object(it) as { readonly error?: unknown; readonly context?: unknown }
  const small = emitted.flatMap((it) => [fields(it).error, fields(it).context ?? it])
  for (const thing of [...small, persisted]) expect(sightings(thing, hidden)).toEqual([])
  // The actor, its children and the inspected events refer to each other.
  const texts = [...textsIn({ actor, emitted, inspected })]
  expect(texts.length).toBeGreaterThan(100)
  expect(texts.filter((text) => hidden.some((secret) => text.includes(secret)))).toEqual([])
}

const onLine = async (happen: (socket: Awaited<ReturnType<Line['answer']>>['socket']) => void) => {
  const line = await openLine()
  closing.push(() => line.close())
  return hold(
    () => openCall({ token, baseUrl: line.baseUrl }),
    async (actor, microphone) => {
      const { socket } = await line.answer()
      socket.send(says('session_started', { id: 'call-1' }))
      await until(() => phaseOf(actor.getSnapshot()) === 'listening')
      microphone.capture(sound)
      happen(socket)
    },
  )
}

describe('a machine, its snapshots, events and inspection show no secret', () => {
  it('of a whole call', async () => {
    const held = await onLine((socket) => {
      socket.send(says('response_text', { turn_id: 't', text: 'Hello' }))
      for (const is_final of [false, true])
        socket.send(says('response_audio', { turn_id: 't', audio: encodeAudio(sound), is_final }))
      socket.send(says('session_ended'))
      socket.close(1000)
    })
    expect(held.reason).toEqual({ type: 'session-ended' })
    scan(held)
  })

  it('of invalid messages that quote secrets', async () => {
    const held = await onLine((socket) => {
      socket.send(`{"${token}`)
      socket.send(says('response_text', { turn_id: 't', text: [token] }))
      socket.send(says('response_audio', { turn_id: 7, audio: encodeAudio(sound) }))
      socket.send(says('response_audio', { turn_id: 't', audio: `${encodeAudio(sound)}-` }))
      socket.close(4000, `no ${token} ${encodeURIComponent(token)}`)
    })
    expect(held.reason).toEqual({ type: 'lost', code: 4000, reason: 'no *** ***' })
    expect(
      held.emitted.filter((it) => (Object(it) as { type?: unknown }).type === 'call.error').length,
    ).toBeGreaterThan(2)
    scan(held)
  })

  it.each([401, 500])('of an upgrade that is refused with %d and quotes secrets', async (status) => {
    const http = await openHttp(({ url = '' }, response) => {
      response.writeHead(status, { 'x-token': token }).end(JSON.stringify({ error: `no ${url}` }))
    })
    closing.push(http.close)
    const held = await hold(() => openCall({ token, baseUrl: http.baseUrl }))
    expect(held.reason).toMatchObject({ type: 'refused', status })
    scan(held)
  })

  it('of a platform that cannot be reached', async () => {
    const line = await openLine()
    await line.close()
    const held = await hold(() => openCall({ token, baseUrl: line.baseUrl }))
    expect(held.reason).toMatchObject({ type: 'failed', error: { _tag: 'UnreachableError' } })
    scan(held)
  })

  it('of a call that cannot be opened', async () => {
    class Forbidden extends EventTarget {
      constructor(url: string) {
        super()
        throw Object.assign(new Error(`refused to connect to ${url}`), { url })
      }
    }
    const options: CallOptions[] = [
      { token, WebSocket: Forbidden },
      { token: `${token} ` },
      { token, baseUrl: `https://example.org/?token=${token}` },
    ]
    for (const each of options) {
      const held = await hold(() => openCall(each))
      expect(held.reason).toMatchObject({ type: 'failed' })
      scan(held)
    }
  })

  it('of an error that connect throws', async () => {
    const own = Object.assign(new Error(`POST /token: ${token}`), { headers: { authorization: token } })
    const { reason, persisted, emitted } = await hold(() => Promise.reject(own))
    expect(reason).toMatchObject({ type: 'failed', error: { _tag: 'ConnectFailedError' } })
    expect((reason as { error: Error }).error.message).not.toContain(token)
    // The cause is for the handler of the error; stored and sent data have no cause.
    for (const data of [JSON.stringify(persisted), JSON.stringify(emitted)]) expect(data).not.toContain(token)
  })
})
