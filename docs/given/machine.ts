import type { CallActor, CallInput } from '@vatel/machine'

export { createActor, setup, waitFor } from 'xstate'
export { tools } from './core.ts'

export declare const actor: CallActor
export declare const connect: CallInput['connect']
export declare const input: CallInput
export declare const stored: string
