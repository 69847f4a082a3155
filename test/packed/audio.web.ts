import { openSpeaker } from '@vatel/audio/web'

/** In a browser, opens a speaker with the worklet that the bundler has to have brought along; says `ok` where it could. */
export const use = async (): Promise<string> => {
  if ('AudioWorkletNode' in globalThis) (await openSpeaker()).close()
  return 'ok'
}
