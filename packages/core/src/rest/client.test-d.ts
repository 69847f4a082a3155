import { expectTypeOf } from 'expect-type'
import type { CallSocket } from '../call/connection.ts'
import type { Client } from './client.ts'
import type { Deleted } from './endpoints.ts'
import type { Recording } from './recording.ts'
import type { Agent } from './resources/agents.ts'
import type { CallRecord } from './resources/calls.ts'
import type { RequestOptions } from './build-request.ts'

declare const vatel: Client

expectTypeOf(vatel.agents.get('a')).resolves.toEqualTypeOf<Agent>()
expectTypeOf(vatel.agents.list()).resolves.toEqualTypeOf<readonly Agent[]>()
expectTypeOf(vatel.agents.delete('a')).resolves.toEqualTypeOf<Deleted>()
expectTypeOf(vatel.calls.downloadRecording('c')).resolves.toEqualTypeOf<Recording>()
expectTypeOf(vatel.calls.all({ agent_ids: 'a,b' })).toEqualTypeOf<AsyncGenerator<CallRecord, void>>()
expectTypeOf(vatel.connect({ agent_id: 'a' })).resolves.toEqualTypeOf<CallSocket>()
expectTypeOf(vatel.agents.getVersion).parameters.toEqualTypeOf<
  [id: string, id: string, options?: RequestOptions]
>()

// A query may be left out, a body may not.
void vatel.calls.list()
// @ts-expect-error a body is needed
void vatel.agents.create()

// What is sent is closed: no field and no word that is not documented.
void vatel.agents.create({ name: 'Ann', status: 'active' })
// @ts-expect-error a field that is not documented
void vatel.agents.create({ name: 'Ann', first_mesage: 'Hello' })
// @ts-expect-error a word that is not documented
void vatel.agents.create({ name: 'Ann', status: 'asleep' })
// @ts-expect-error an option that there is not
void vatel.agents.list({ retry: 3 })
// @ts-expect-error a call of this package is a WebSocket
void vatel.connect({ agent_id: 'a', transport: 'webrtc' })

// What comes back is open: a newer platform may have more words.
expectTypeOf<'on_hold'>().toExtend<NonNullable<CallRecord['status']>>()
