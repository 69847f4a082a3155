import { setUp } from '../test/set-up.ts'
import { recordCall } from './record-call.ts'

/** Records a call whose devices cannot be opened. */
const setUpFailing = () => {
  const { call, pass, until } = setUp({
    devices: {
      unlockAudio: () => undefined,
      willAskForMicrophone: () => Promise.resolve(false),
      listDevices: () => Promise.resolve({ microphones: [], speakers: [] }),
      watchDevices: () => () => undefined,
      openMicrophone: () => Promise.reject(new Error('in use')),
      openSpeaker: () => Promise.reject(new Error('in use')),
    },
  })
  return {
    fail: async () => {
      call.start()
      await until(({ phase }) => phase === 'ended')
    },
    /** Records; returns a function that returns the length of the file, undefined while there is none. */
    record: () => {
      let size: number | undefined
      void recordCall(call).file.then((file) => (size = file.size))
      return async () => {
        await pass(1_000)
        return size
      }
    },
  }
}

/** Length of a WAV file without a sample. */
const headerBytes = 44

describe('recordCall', () => {
  it('ends with a call that fails before a device is open', async () => {
    const { fail, record } = setUpFailing()
    const size = record()
    await fail()
    expect(await size()).toBe(headerBytes)
  })

  it('waits for the next call when the last one has ended', async () => {
    const { fail, record } = setUpFailing()
    await fail()
    const size = record()
    expect(await size()).toBeUndefined()
    await fail()
    expect(await size()).toBe(headerBytes)
  })
})
