import type { Frame } from '@vatel/audio'

export { readFileSync, writeSync } from 'node:fs'
export { systemClock } from '@vatel/core'
export { connection, turnId } from './core.ts'

export declare const chunks: readonly string[]
export declare const deviceId: string
export declare const file: number
export declare const frames: readonly Frame[]
export declare const pcm: Int16Array
export declare const hello: Int16Array
export declare const goodbye: Int16Array
export declare const samples: Float32Array
