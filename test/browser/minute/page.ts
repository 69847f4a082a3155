import { openMicrophone, openSpeaker } from '@vatel/audio/web'
import { decodeAudio, openCall } from '@vatel/core'
import { encodeBase64 } from '../../../packages/audio/src/base64/base64.ts'
import { opened, tapMicrophone } from './tapped-context.ts'

/** Options of a call in the page. */
export interface PageOptions {
  readonly token: string
  readonly baseUrl: string
  /** Sample rate that the microphone reports. */
  readonly deviceRate: number
  readonly seconds: number
}

/** Report of a call. Times are milliseconds of the page's `performance.now()`. */
export interface PageReport {
  /** Frames from the microphone. */
  readonly frames: number
  /** Arrival times of the audio messages at the socket. */
  readonly arrivalsMs: readonly number[]
  readonly underrunsMs: readonly number[]
  readonly writtenSamples: number
  readonly heardSamples: number
  readonly state: string
  /** Input of the microphone's worklet: base64 of 32-bit floats. */
  readonly graph: string
}

/** Room for audio messages is allocated before the call, so that the measurement allocates nothing. */
const messagesPerSecond = 55

const page = {
  end: (): Promise<PageReport> => Promise.reject(new Error('there is no call')),
  isAllOff: () =>
    opened.contexts.every(({ state }) => state === 'closed') &&
    opened.tracks.every(({ readyState }) => readyState === 'ended'),
  /** Runs a call as an application does: microphone to call, agent's audio to speaker. */
  hold: async ({ token, baseUrl, deviceRate, seconds }: PageOptions): Promise<void> => {
    const tapped = tapMicrophone(deviceRate)
    const arrivalsMs = new Float64Array((seconds + 10) * messagesPerSecond)
    const underrunsMs: number[] = []
    let [frames, arrivals, writtenSamples, heardSamples] = [0, 0, 0, 0]

    class TimedSocket extends WebSocket {
      constructor(url: string) {
        super(url)
        this.addEventListener('message', ({ data }: MessageEvent<string>) => {
          if (data.startsWith('{"type":"response_audio"')) arrivalsMs[arrivals++] = performance.now()
        })
      }
    }

    const speaker = await openSpeaker({ workletUrl: '/voice.js' })
    speaker.listen((event) => {
      heardSamples = event.heardSamples
      if (event.type === 'underrun') underrunsMs.push(event.atMs)
    })
    const call = openCall({ token, baseUrl, WebSocket: TimedSocket })
    call.on('message', ({ type, data }) => {
      if (type !== 'response_audio') return
      const pcm = decodeAudio(data.audio)
      writtenSamples += pcm.length
      speaker.write({ turnId: data.turn_id, pcm, isFinal: data.is_final })
    })
    await call.started
    const untouched = { echoCancellation: false, noiseSuppression: false, autoGainControl: false }
    const microphone = await openMicrophone({ ...untouched, workletUrl: '/voice.js' })
    const stopSending = microphone.listen(({ pcm }) => {
      frames++
      call.sendAudio(pcm)
    })
    page.end = async () => {
      stopSending()
      const { state } = call
      const graph = await tapped()
      microphone.close()
      call.close()
      speaker.close()
      await call.ended
      return {
        frames,
        arrivalsMs: [...arrivalsMs.subarray(0, arrivals)],
        underrunsMs,
        writtenSamples,
        heardSamples,
        state,
        graph: encodeBase64(new Uint8Array(graph.buffer, graph.byteOffset, graph.byteLength)),
      }
    }
  },
}

declare global {
  /** Functions of the page for the test. */
  var minute: typeof page
}

globalThis.minute = page
