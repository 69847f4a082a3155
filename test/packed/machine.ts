import { callMachine, isPhase, outcomeOf, phaseOf } from '@vatel/machine'
import { createActor, waitFor } from 'xstate'

/** Runs a statechart into a call that cannot begin; says `ok` where it ends and says why. */
export const use = async (): Promise<string> => {
  const connect = () => Promise.reject(new Error('no line'))
  const actor = createActor(callMachine, { input: { connect } }).start()
  actor.send({ type: 'call' })
  if (phaseOf(actor.getSnapshot()) !== 'connecting') return phaseOf(actor.getSnapshot())
  const reason = outcomeOf(await waitFor(actor, isPhase('ended')))?.reason
  actor.stop()
  return reason?.type === 'failed' ? 'ok' : JSON.stringify(reason)
}
