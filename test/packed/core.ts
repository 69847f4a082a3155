import { createClient, initialTranscript, encodeAudio, isVatelError, reduceTranscript } from '@vatel/core'
import { createClient as createTasks, decodeServerMessage } from '@vatel/core/fp'

const answer: typeof fetch = (input) =>
  Promise.resolve(
    String(input instanceof Request ? input.url : input).includes('/agents')
      ? new Response('{"error":"no such agent"}', { status: 404 })
      : new Response('{"token":"minted"}', { headers: { 'content-type': 'application/json' } }),
  )

const options = {
  apiKey: 'key',
  baseUrl: 'https://platform.invalid',
  fetch: answer,
  retries: 0,
  exposeApiKeyInBrowser: true,
}

/** Reads a message, mints a token by either face, and meets a refusal; says `ok` where all that is right. */
export const use = async (): Promise<string> => {
  const read = decodeServerMessage('{"type":"input_audio_transcript","data":{"transcript":"Hello"}}')
  if (read._tag === 'Left') return read.left.message
  const [entry] = reduceTranscript(initialTranscript, read.right)
  if (entry?.who !== 'user' || entry.text !== 'Hello') return 'the transcript is wrong'
  if (encodeAudio(Int16Array.of(1)) !== 'AQA=') return 'the audio is wrong'
  const { token } = await createClient(options).session.generateToken({ agent_id: 'agent' })
  if (token !== 'minted') return token
  const task = await createTasks(options).session.generateToken({ agent_id: 'agent' })()
  if (task._tag === 'Left') return task.left.message
  const refusal: unknown = await createClient(options)
    .agents.list()
    .catch((error: unknown) => error)
  return isVatelError(refusal) && refusal._tag === 'RefusedError' ? 'ok' : 'nothing was refused'
}
