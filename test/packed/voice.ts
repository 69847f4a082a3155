import { createVoiceCall } from '@vatel/voice'

/** Refuses an API key, and ends a call that cannot begin where there is no microphone; returns `ok`. */
export const use = async (): Promise<string> => {
  try {
    createVoiceCall({ token: 'an-api-key' })
    return 'an API key was taken'
  } catch (error) {
    if (!(error instanceof Error && error.message.includes('never an API key'))) return String(error)
  }
  const call = createVoiceCall({
    token: () => Promise.reject(new Error('no line')),
    devices: { willAskForMicrophone: () => Promise.resolve(false) },
  })
  if (call.getSnapshot().phase !== 'idle') return call.getSnapshot().phase
  call.start()
  if (call.getSnapshot().phase !== 'connecting') return call.getSnapshot().phase
  const ended = new Promise<string>((resolve) => {
    call.subscribe(({ end }) => {
      if (end !== null) resolve(end.reason.type)
    })
  })
  const reason = await ended
  return reason === 'failed' ? 'ok' : reason
}
