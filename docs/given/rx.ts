import type { Call, CallStore, DeadAir, Fleet, ToolResult } from '@vatel/rx'
import type { AssertEqual, Conversation } from '@vatel/rx/testing'
import type { WebSpeaker } from '@vatel/audio/web'
import type { Clock, Microphone, PlaybackEvent, ServerData, Transcript } from '@vatel/core'
import type { Observable } from 'rxjs'

// eslint-disable-next-line @typescript-eslint/no-deprecated -- only some signatures of these are
export { EMPTY, VirtualTimeScheduler, filter, firstValueFrom, last, map, range, switchMap } from 'rxjs'
export { readFileSync } from 'node:fs'
export { openMicrophone, openSpeaker } from '@vatel/audio/web'
export { openCall } from '@vatel/core'
export { connection, get_weather, tools } from './core.ts'

export declare const call: Call
export declare const callId: string
export declare const client: CallStore
export declare const seen: Transcript
export declare const talk: (call: Call) => Observable<unknown>
export declare const heard$: Observable<PlaybackEvent>
export declare const microphone: Microphone
export declare const speaker: WebSpeaker
export declare const board: { readonly show: (members: Fleet) => void }
export declare const meter: { readonly show: (pcm: Int16Array) => void }
export declare const lamp: { readonly show: (state: string) => void }
export declare const hint: { readonly toggle: (isShown: boolean) => void }
export declare const file: { readonly write: (text: string) => void }
export declare const createClock: () => Clock & { readonly tickAsync: (ms: number) => Promise<number> }

export declare const assertEqual: AssertEqual
export declare const conversation: Conversation
export declare const silences: Readonly<Record<string, DeadAir>>
export declare const toolCall: ServerData<'tool_call'>
export declare const result: ToolResult
