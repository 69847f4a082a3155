import type { CallConnection, EndReason, Transcript } from '@vatel/core'
import { expectTypeOf } from 'expect-type'
import { createActor } from 'xstate'
import {
  callMachine,
  outcomeOf,
  phaseOf,
  selectEndReason,
  selectTranscript,
  type CallInput,
  type Phase,
} from './index.ts'

declare const connection: CallConnection

const actor = createActor(callMachine, { input: { connect: () => connection } })
const snapshot = actor.getSnapshot()

expectTypeOf(phaseOf(snapshot)).toEqualTypeOf<Phase>()
expectTypeOf<Phase>().toEqualTypeOf<
  'connecting' | 'listening' | 'agentSpeaking' | 'interrupted' | 'toolPending' | 'ended'
>()
expectTypeOf(selectTranscript(snapshot)).toEqualTypeOf<Transcript>()
expectTypeOf(selectEndReason(snapshot)).toEqualTypeOf<EndReason | null>()
expectTypeOf(outcomeOf(snapshot)?.reason).toEqualTypeOf<EndReason | undefined>()

expectTypeOf<{ connect: () => CallConnection }>().toExtend<CallInput>()
expectTypeOf<{ connect: () => Promise<CallConnection> }>().toExtend<CallInput>()

actor.send({ type: 'hangUp' })
snapshot.hasTag('can-mute')
snapshot.matches({ active: { floor: 'agentSpeaking' } })
snapshot.matches({ active: { floor: { listening: 'userSpeaking' }, microphone: 'muted' } })

// @ts-expect-error a call cannot be made without a way to connect
createActor(callMachine)
// @ts-expect-error connect gives a connection
createActor(callMachine, { input: { connect: () => 'token' } })
// @ts-expect-error there is no such event
actor.send({ type: 'hangup' })
// @ts-expect-error there is no such tag
snapshot.hasTag('can-fly')
// @ts-expect-error there is no such state
snapshot.matches('speaking')
// @ts-expect-error there is no such state in that region
snapshot.matches({ active: { floor: 'muted' } })
