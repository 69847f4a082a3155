import { createClock, type Clock } from '@sinonjs/fake-timers'
import { createVirtualSpeaker, rmsDbfs } from '@vatel/audio'
import { createClient, decodeAudio, openCall, type CallConnection } from '@vatel/core'
import { simulatePlatform, speakText } from '@vatel/simulator'

/** Report of a call. */
export interface Report {
  /** Lines, tool calls and interruptions in order. */
  readonly said: readonly string[]
  /** Duration of audible speech, in milliseconds. */
  readonly heardMs: number
  readonly end: string
  /** Transcript of REST after the call. */
  readonly kept: readonly (string | undefined)[]
}

const frameMs = 20

/** Records what is said in a call. */
const follow = (call: CallConnection, answer: (toolCallId: string) => void): string[] => {
  const said: string[] = []
  call.on('message', ({ type, data }) => {
    if (type === 'response_text' && data.is_final) said.push(`agent: ${data.text}`)
    if (type === 'input_audio_transcript' && data.is_final) said.push(`user: ${data.transcript}`)
    if (type === 'interruption') said.push('interruption')
    if (type !== 'tool_call') return
    said.push(`tool: ${data.toolName}`)
    answer(data.toolCallId)
  })
  return said
}

/** Plays the agent's voice, and measures how long it was loud and whether it is loud now. */
const listen = (call: CallConnection, clock: Clock) => {
  let heardMs = 0
  let isLoud = false
  const speaker = createVirtualSpeaker({
    clock,
    onFrame: (pcm) => {
      isLoud = rmsDbfs(pcm) > -60
      if (isLoud) heardMs += frameMs
    },
  })
  call.on('message', ({ type, data }) => {
    if (type === 'response_audio')
      speaker.write({ turnId: data.turn_id, pcm: decodeAudio(data.audio), isFinal: data.is_final })
    if (type === 'interruption') speaker.flush()
  })
  return { speaker, heardMs: () => heardMs, isLoud: () => isLoud }
}

/** Runs a whole call with the platform in memory and core's client, in virtual time, in any JavaScript runtime. */
export const runBuiltInCall = async (): Promise<Report> => {
  const clock = createClock()
  const platform = simulatePlatform({ clock })
  const {
    apiKey,
    url: baseUrl,
    agentId,
    scenario: { scenario },
  } = platform
  // The key is the simulator's and no secret.
  const keys = { apiKey, exposeApiKeyInBrowser: true }
  const client = createClient({ ...keys, baseUrl, fetch: platform.fetch, clock })
  const { token } = await client.session.generateToken({ agent_id: agentId })
  const call = openCall({ token, baseUrl, WebSocket: platform.WebSocket, clock })
  const said = follow(call, (toolCallId) => call.sendToolOutput(toolCallId, 'yes'))
  const listener = listen(call, clock)

  const lines = scenario.turns.map(({ user, bargesIn }) => ({ pcm: speakText(user), bargesIn }))
  let speaking = speakText('')
  let [at, quietMs, loudMs] = [0, 0, 0]
  for (let passed = 0; passed < 60_000 && call.state !== 'ended'; passed += frameMs) {
    await clock.tickAsync(frameMs)
    ;[quietMs, loudMs] = listener.isLoud() ? [0, loudMs + frameMs] : [quietMs + frameMs, loudMs]
    const [next] = lines
    // The user interrupts when the agent has spoken for a second, or lets it finish.
    const mayGoOn = next?.bargesIn === true ? loudMs > 1_000 : loudMs > 500 && quietMs > 1_000
    if (at >= speaking.length && next !== undefined && mayGoOn) {
      speaking = next.pcm
      lines.shift()
      ;[at, quietMs, loudMs] = [0, 0, 0]
    }
    const frame = new Int16Array(frameMs * 24)
    frame.set(speaking.subarray(at, at + frame.length))
    at += frame.length
    if (call.state === 'live') call.sendAudio(frame)
  }
  listener.speaker.close()
  call.close()
  const { id } = await call.started
  const held = await client.calls.get(id)
  return {
    said,
    heardMs: listener.heardMs(),
    end: (await call.ended).type,
    kept: held.transcript?.entries.map(({ message, type }) => message ?? type) ?? [],
  }
}
