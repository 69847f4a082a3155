import { createVirtualSpeaker } from '@vatel/audio'
import { createClient, encodeAudio, openCall, runTools, tool } from '@vatel/core'
import { callMachine } from '@vatel/machine'
import { connectCall, playInto, toolResults, transcript } from '@vatel/rx'
import { simulatePlatform } from '@vatel/simulator'
import { createClock, type Clock } from '@sinonjs/fake-timers'
import * as t from 'io-ts'
import { merge, switchMap } from 'rxjs'
import { createActor } from 'xstate'
import { createNodeSocket } from './node-socket.ts'

// Prints, as JSON, the files that one thing passes on its way through the packages. `npm run structure` runs this file
// with a report at the head of every function of a package; without it there is nothing to see.

interface Walk {
  readonly name: string
  readonly files: readonly string[]
  readonly steps: number
  readonly returns: number
}

declare global {
  var visit: ((file: string) => void) | undefined
}

/** Lets promises and microtasks run until nothing is left; timers are on a clock of their own. */
const settle = async (): Promise<void> => {
  for (let round = 0; round < 20; round++) await new Promise((resolve) => setImmediate(resolve))
}

const walk = async (name: string, act: () => unknown): Promise<Walk> => {
  const visits: string[] = []
  globalThis.visit = (file) => {
    if (visits.at(-1) !== file) visits.push(file)
  }
  try {
    await act()
    await settle()
  } finally {
    globalThis.visit = undefined
  }
  const files = [...new Set(visits)]
  return { name, files, steps: visits.length, returns: visits.length - files.length }
}

const chunk = JSON.stringify({
  type: 'response_audio',
  data: { turn_id: 'turn', audio: encodeAudio(new Int16Array(2_400).fill(1_000)), is_final: false },
})

const toolCall = JSON.stringify({
  type: 'tool_call',
  data: {
    toolCallId: 'one',
    toolName: 'weather',
    arguments: [{ name: 'city', type: 'resolved', dataType: 'string', value: 'Ghent' }],
  },
})

const tools = { weather: tool({ args: t.type({ city: t.string }), run: ({ city }) => `sunny in ${city}` }) }

/** A call that has begun and in which the agent has begun to speak, with the means to send it a message. */
const begin = async (
  hold: (options: {
    readonly clock: Clock
    readonly WebSocket: ReturnType<typeof createNodeSocket>['WebSocket']
  }) => unknown,
) => {
  const clock = createClock()
  const { WebSocket, current, sent } = createNodeSocket()
  hold({ clock, WebSocket })
  await settle()
  const socket = current()
  socket.open()
  await settle()
  socket.receive(JSON.stringify({ type: 'session_started', data: { id: 'session' } }))
  await settle()
  return { clock, socket, sent }
}

const speakTo = async (hold: Parameters<typeof begin>[0]) => {
  const { clock, socket } = await begin(hold)
  for (let before = 0; before < 3; before++) {
    socket.receive(chunk)
    await settle()
    clock.tick(100)
    await settle()
  }
  return () => socket.receive(chunk)
}

const askTool = async (hold: Parameters<typeof begin>[0]) => {
  const { socket, sent } = await begin(hold)
  return async () => {
    socket.receive(toolCall)
    await settle()
    if (!sent.some((text) => text.includes('sunny in Ghent'))) throw new Error('no tool output was sent')
  }
}

const token = 'token'
const baseUrl = 'https://platform.invalid'

const coreCall: Parameters<typeof begin>[0] = ({ clock, WebSocket }) => {
  const call = openCall({ token, baseUrl, WebSocket, clock })
  runTools(call, tools, { clock })
}

const rxCall: Parameters<typeof begin>[0] = ({ clock, WebSocket }) =>
  connectCall({ token, baseUrl, WebSocket, clock })
    .pipe(
      switchMap((call) => {
        const heard$ = playInto(createVirtualSpeaker({ clock }), { clock })(call)
        return merge(heard$, transcript(heard$)(call))
      }),
    )
    .subscribe()

const rxTools: Parameters<typeof begin>[0] = ({ clock, WebSocket }) =>
  connectCall({ token, baseUrl, WebSocket, clock })
    .pipe(switchMap(toolResults(tools, { clock })))
    .subscribe()

const machineCall: Parameters<typeof begin>[0] = ({ clock, WebSocket }) => {
  const actor = createActor(callMachine, {
    input: {
      connect: () => openCall({ token, baseUrl, WebSocket, clock }),
      speaker: createVirtualSpeaker({ clock }),
      tools,
      clock,
    },
    clock: {
      setTimeout: (callback, delayMs) => clock.setTimeout(callback, delayMs),
      clearTimeout: (timer: number) => clock.clearTimeout(timer),
    },
  }).start()
  actor.send({ type: 'call' })
}

const getAgent = async () => {
  const platform = simulatePlatform()
  const { url, apiKey, agentId } = platform
  const authorization = `Bearer ${apiKey}`
  const response = await platform.fetch(`${url}/v1/agents/${agentId}`, { headers: { authorization } })
  const agent = await response.text()
  const client = createClient({
    apiKey,
    baseUrl,
    fetch: () => Promise.resolve(new Response(agent, { headers: { 'content-type': 'application/json' } })),
  })
  return () => client.agents.get(agentId)
}

const walks = [
  await walk('one chunk of speech, rx', await speakTo(rxCall)),
  await walk('one chunk of speech, machine', await speakTo(machineCall)),
  await walk('one tool call, core', await askTool(coreCall)),
  await walk('one tool call, rx', await askTool(rxTools)),
  await walk('one tool call, machine', await askTool(machineCall)),
  await walk('agents.get', await getAgent()),
]
process.stdout.write(JSON.stringify(walks), () => process.exit(0))
