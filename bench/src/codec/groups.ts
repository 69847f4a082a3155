import base64js from 'base64-js'
import { fromUint8Array, toUint8Array } from 'js-base64'
import {
  createNativeBase64,
  createTablesBase64,
  decodeBase64,
  encodeBase64,
} from '../../../packages/audio/src/base64/base64.ts'
import { decodePcm16Base64, encodePcm16Base64 } from '../../../packages/audio/src/base64/pcm16-base64.ts'
import { fromPcm16, toPcm16 } from '../../../packages/audio/src/pcm16.ts'
import type { Candidate } from './measure.ts'
import type { Chunk } from './speech.ts'
import { vendorDecode, vendorDecodeFloat, vendorEncode, vendorSend, vendorToPcm16 } from './vendor.ts'

/** Ways to do one thing, the first of which all are compared with, and how much faster than another one has to be. */
export interface Group {
  readonly title: string
  readonly candidates: readonly Candidate<Chunk>[]
  readonly isRight: (output: unknown, chunk: Chunk) => boolean
  readonly goals: readonly { readonly name: string; readonly beside: string; readonly ratio: number }[]
}

const tables = createTablesBase64(globalThis)
const native = createNativeBase64(globalThis)
const bytesOf = (pcm: Int16Array): Uint8Array => new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength)
const pcmOf = (bytes: Uint8Array): Int16Array =>
  new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length >> 1)
const viaNative = (
  name: string,
  run: (chunk: Chunk) => { readonly length: number },
): readonly Candidate<Chunk>[] => (native === undefined ? [] : [{ name, run }])

const same = (output: unknown, expected: ArrayLike<number>): boolean =>
  ArrayBuffer.isView(output) && JSON.stringify(Object.values(output)) === JSON.stringify(Array.from(expected))

const vendor = 'vendor: atob and a loop'
const vendorSending = 'vendor: DataView, fromCharCode, btoa'
const none = new Uint8Array(0)

/** Groups of measurements, in the order of printing. */
export const groups: readonly Group[] = [
  {
    title: 'base64 to bytes',
    isRight: (output, { bytes }) => same(output, bytes),
    candidates: [
      { name: 'Buffer.from', run: ({ text }) => Buffer.from(text, 'base64') },
      { name: '@vatel/audio decodeBase64', run: ({ text }) => decodeBase64(text) },
      { name: '@vatel/audio, tables', run: ({ text }) => tables.decode(text) ?? none },
      ...viaNative('@vatel/audio, Uint8Array.fromBase64', ({ text }) => native?.decode(text) ?? none),
      { name: vendor, run: ({ text }) => vendorDecode(text) },
      { name: 'base64-js', run: ({ text }) => base64js.toByteArray(text) },
      { name: 'js-base64', run: ({ text }) => toUint8Array(text) },
    ],
    goals: [
      { name: '@vatel/audio decodeBase64', beside: 'Buffer.from', ratio: 0.95 },
      { name: '@vatel/audio, tables', beside: vendor, ratio: 1.5 },
    ],
  },
  {
    title: 'base64 to floats',
    isRight: (output, { samples }) => same(output, samples),
    candidates: [
      { name: 'Buffer.from, scaled', run: ({ text }) => fromPcm16(pcmOf(Buffer.from(text, 'base64'))) },
      { name: '@vatel/audio', run: ({ text }) => fromPcm16(decodePcm16Base64(text)) },
      { name: '@vatel/audio, tables', run: ({ text }) => fromPcm16(pcmOf(tables.decode(text) ?? none)) },
      { name: 'vendor: atob, DataView', run: ({ text }) => vendorDecodeFloat(text) },
      { name: 'base64-js, scaled', run: ({ text }) => fromPcm16(pcmOf(base64js.toByteArray(text))) },
    ],
    goals: [],
  },
  {
    title: 'bytes to base64',
    isRight: (output, { text }) => output === text,
    candidates: [
      { name: 'Buffer toString', run: ({ bytes }) => Buffer.from(bytes.buffer).toString('base64') },
      { name: '@vatel/audio encodeBase64', run: ({ bytes }) => encodeBase64(bytes) },
      { name: '@vatel/audio, tables', run: ({ bytes }) => tables.encode(bytes) },
      ...viaNative('@vatel/audio, toBase64', ({ bytes }) => native?.encode(bytes) ?? ''),
      { name: 'vendor: fromCharCode, btoa', run: ({ bytes }) => vendorEncode(bytes) },
      { name: 'base64-js', run: ({ bytes }) => base64js.fromByteArray(bytes) },
      { name: 'js-base64', run: ({ bytes }) => fromUint8Array(bytes) },
    ],
    goals: [],
  },
  {
    title: 'floats to PCM16',
    isRight: (output, { pcm }) => same(output, pcm),
    candidates: [
      { name: 'vendor: DataView, truncates', run: ({ samples }) => vendorToPcm16(samples) },
      { name: '@vatel/audio toPcm16', run: ({ samples }) => toPcm16(samples) },
    ],
    goals: [{ name: '@vatel/audio toPcm16', beside: 'vendor: DataView, truncates', ratio: 4 }],
  },
  {
    title: 'floats to PCM16 to base64 (what is sent)',
    isRight: (output, { text }) => output === text,
    candidates: [
      { name: vendorSending, run: ({ samples }) => vendorSend(samples) },
      { name: '@vatel/audio', run: ({ samples }) => encodePcm16Base64(toPcm16(samples)) },
      { name: '@vatel/audio, tables', run: ({ samples }) => tables.encode(bytesOf(toPcm16(samples))) },
      ...viaNative(
        '@vatel/audio, toBase64',
        ({ samples }) => native?.encode(bytesOf(toPcm16(samples))) ?? '',
      ),
      { name: 'base64-js', run: ({ samples }) => base64js.fromByteArray(bytesOf(toPcm16(samples))) },
    ],
    goals: [
      { name: '@vatel/audio', beside: vendorSending, ratio: 15 },
      { name: '@vatel/audio, tables', beside: vendorSending, ratio: 8 },
    ],
  },
]
