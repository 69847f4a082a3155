import { openMicrophone, openSpeaker } from '@vatel/audio/web'
import { simulatePlatform, type LogEntry } from '@vatel/simulator'
import { createVoiceCall } from '../../src/index.ts'

/** Its speech is synthesized once. */
const { scenario } = simulatePlatform()

/** Times of one call in milliseconds after the click, and the time that the agent thinks. */
interface FirstSound {
  readonly microphoneMs: number
  readonly speakerMs: number
  readonly sessionMs: number
  readonly firstAudioMs: number
  /** The first sample leaves the device. */
  readonly heardMs: number
  /** From the beginning of the session to the first audio, as the simulator means it. */
  readonly thinkingMs: number
}

/** Measures the call that the next click of the button begins. */
const measureNextCall = (): Promise<FirstSound> =>
  new Promise((resolve) => {
    const at: Record<string, number> = {}
    const due: Record<string, number> = {}
    const mark = (name: string, atMs = performance.now()) => {
      at[name] ??= atMs
    }
    const log = (entry: LogEntry) => {
      if (entry.type !== 'message' || entry.direction === 'in') return
      const { type } = JSON.parse(entry.text) as { readonly type: string }
      due[type] ??= entry.atMs
      mark(type)
    }
    const since = (name: string) => (at[name] ?? NaN) - (at['click'] ?? NaN)
    const call = createVoiceCall({
      token: simulatePlatform({ scenario, log }),
      audio: { workletUrl: '/voice.js' },
      devices: {
        openMicrophone: async (options) => {
          const microphone = await openMicrophone(options)
          mark('microphone')
          return microphone
        },
        openSpeaker: async (options) => {
          const speaker = await openSpeaker(options)
          mark('speaker')
          speaker.listen(({ type, atMs }) => {
            if (type !== 'started' || at['heard'] !== undefined) return
            mark('heard', atMs)
            call.stop()
            resolve({
              microphoneMs: since('microphone'),
              speakerMs: since('speaker'),
              sessionMs: since('session_started'),
              firstAudioMs: since('response_audio'),
              heardMs: since('heard'),
              thinkingMs: (due['response_audio'] ?? NaN) - (due['session_started'] ?? NaN),
            })
          })
          return speaker
        },
      },
    })
    const button = document.querySelector('button')
    if (button === null) throw new Error('the page has no button')
    button.onclick = (event) => {
      mark('click', event.timeStamp)
      call.start()
    }
  })

/** Tools of the page. */
const tools = { measureNextCall }

declare global {
  var firstSoundPage: typeof tools
}
globalThis.firstSoundPage = tools
