import { setUp } from '../test/set-up.ts'
import { rememberDevices } from './remember-devices.ts'

/** A storage of one visitor. */
const createStorage = (content?: string) => {
  const all = new Map(content === undefined ? [] : [['vatel-devices', content]])
  return {
    getItem: (key: string) => all.get(key) ?? null,
    setItem: (key: string, value: string) => {
      all.set(key, value)
    },
    get content(): unknown {
      return JSON.parse(all.get('vatel-devices') ?? 'null') as unknown
    },
  }
}

const listed = {
  microphones: ['built-in', 'headset'].map((deviceId) => ({ deviceId, label: deviceId })),
  speakers: ['desk', 'headset-out'].map((deviceId) => ({ deviceId, label: deviceId })),
}

const keptHeadset = '{"microphone":"headset","speaker":"headset-out","volume":0.4}'

/** Begins a visit of the page with devices that are listed at once. */
const visit = (storage: ReturnType<typeof createStorage>, devices = listed) => {
  const visited = setUp()
  const forget = rememberDevices(visited.call, { storage })
  visited.devices.change(devices)
  const begin = async () => {
    await visited.pass()
    visited.call.start()
    await visited.until(({ phase }) => phase === 'agentSpeaking')
    return visited.call.getSnapshot()
  }
  return { ...visited, forget, begin }
}

describe('rememberDevices', () => {
  it('brings the choices of the last visit back', async () => {
    const storage = createStorage()
    const first = visit(storage)
    await first.call.setMicrophone('headset')
    await first.call.setSpeaker('headset-out')
    first.call.volume = 0.4
    expect(storage.content).toEqual({ microphone: 'headset', speaker: 'headset-out', volume: 0.4 })
    const next = visit(storage)
    await next.begin()
    expect(next.call.volume).toBe(0.4)
    expect(next.devices.given.microphone?.deviceId).toBe('headset')
    expect(next.devices.given.speaker?.deviceId).toBe('headset-out')
  })

  it('keeps what was chosen in a call, also when it is stopped before the call ends', async () => {
    const storage = createStorage()
    const { call, begin, forget } = visit(storage)
    await begin()
    await call.setMicrophone('headset')
    forget()
    call.stop()
    expect(storage.content).toEqual({ microphone: 'headset' })
    await call.setMicrophone('built-in')
    expect(storage.content).toEqual({ microphone: 'headset' })
  })

  it('chooses in the call where the browser lists the devices only then', async () => {
    const storage = createStorage(keptHeadset)
    const { begin, pass, devices, call } = visit(storage, { microphones: [], speakers: [] })
    await begin()
    expect(devices.given.microphone?.deviceId).toBeUndefined()
    devices.change(listed)
    await pass()
    expect(call.getSnapshot()).toMatchObject({
      microphone: { deviceId: 'headset' },
      speaker: { deviceId: 'headset-out' },
    })
    call.stop()
    expect(storage.content).toEqual(JSON.parse(keptHeadset))
  })

  it('leaves the default in use for a device that is gone, without a problem, and does not forget it', async () => {
    const storage = createStorage('{"microphone":"gone","speaker":"gone"}')
    const { begin, call, devices } = visit(storage)
    const { problems } = await begin()
    expect(problems).toEqual([])
    expect(devices.given.microphone?.deviceId).toBeUndefined()
    expect(devices.given.speaker?.deviceId).toBeUndefined()
    // A browser names the default device that it captures.
    await devices.microphones[0]?.switchTo('built-in')
    devices.microphones[0]?.become('muted-by-system')
    expect(call.getSnapshot().microphone.deviceId).toBe('built-in')
    call.stop()
    expect(storage.content).toEqual({ microphone: 'gone', speaker: 'gone' })
  })

  it('opens the default for a device that is unplugged after it was listed', async () => {
    const storage = createStorage(keptHeadset)
    const { begin, call, devices, pass } = visit(storage)
    await pass()
    devices.unplugged.add('headset').add('headset-out')
    const { problems, phase } = await begin()
    expect([phase, problems]).toEqual(['agentSpeaking', []])
    call.stop()
    expect(storage.content).toEqual(JSON.parse(keptHeadset))
  })

  it('does not choose again what the user has changed since', async () => {
    const { call, devices, pass } = visit(createStorage(keptHeadset))
    await pass()
    await call.setMicrophone('built-in')
    devices.change({ ...listed, speakers: [] })
    await pass()
    expect(call.getSnapshot().microphone.deviceId).toBe('built-in')
  })

  it('does not keep the volume 0, with which the next call would seem broken', () => {
    const storage = createStorage()
    const { call } = visit(storage)
    call.volume = 0.5
    call.volume = 0
    expect(storage.content).toEqual({ volume: 0.5 })
  })

  it.each([
    'no JSON',
    'null',
    '5',
    '"text"',
    '[]',
    '{"microphone":5,"speaker":null,"volume":"loud"}',
    '{"volume":-1}',
    '{"volume":1e999}',
  ])('is as in a first visit where the storage has %s', async (content) => {
    const { begin, call, devices } = visit(createStorage(content))
    await begin()
    expect(call.volume).toBe(1)
    expect(devices.given.microphone?.deviceId).toBeUndefined()
  })

  it('never throws where the storage is blocked or full', async () => {
    const blocked = () => {
      throw new Error('SecurityError')
    }
    const { call, pass } = setUp()
    rememberDevices(call, { storage: { getItem: blocked, setItem: blocked } })
    call.volume = 0.5
    await call.setMicrophone('headset')
    await pass()
    // A page without storage has no `localStorage`, as this program.
    const forget = rememberDevices(call)
    call.volume = 0.6
    forget()
    expect(call.volume).toBe(0.6)
  })

  it('shares a storage with another page, of which each keeps its own change', async () => {
    const storage = createStorage()
    const one = visit(storage)
    const other = visit(storage)
    await one.call.setMicrophone('headset')
    other.call.volume = 0.3
    expect(storage.content).toEqual({ microphone: 'headset', volume: 0.3 })
  })
})
