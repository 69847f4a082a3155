import { createVirtualSpeaker } from '@vatel/audio'
import { createClient } from '@vatel/core'
import { callMachine, isPhase, outcomeOf } from '@vatel/machine'
import { callOf } from '@vatel/rx'
import { firstValueFrom } from 'rxjs'
import { createActor, waitFor } from 'xstate'
import { simulate } from './simulator.ts'

/** Holds a call in memory through every package; says `ok` where all of them see its beginning and its end. */
export const use = async (): Promise<string> => {
  const { url, apiKey, agentId, fetch, WebSocket } = await simulate()
  const vatel = createClient({ apiKey, baseUrl: url, fetch, exposeApiKeyInBrowser: true })
  const speaker = createVirtualSpeaker()
  const connection = await vatel.connect({ agent_id: agentId }, { WebSocket })
  const started = connection.state
  const end = firstValueFrom(callOf(connection).end$)
  const actor = createActor(callMachine, { input: { connect: () => connection, speaker } }).start()
  actor.send({ type: 'call' })
  await waitFor(actor, isPhase('listening', 'agentSpeaking'))
  actor.send({ type: 'hangUp' })
  const outcome = outcomeOf(await waitFor(actor, isPhase('ended')))
  const reasons = [started, (await end).type, outcome?.reason.type]
  actor.stop()
  speaker.close()
  return reasons.join() === 'live,hung-up,hung-up' ? 'ok' : reasons.join()
}
