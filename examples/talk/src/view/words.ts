import type { Transcript } from '@vatel/core'

/** One entry of the transcript. */
export type Entry = Transcript[number]

type ToolEntry = Extract<Entry, { readonly who: 'tool' }>

const value = (argument: ToolEntry['arguments'][number]): string =>
  `${argument.name}: ${typeof argument.value === 'string' ? argument.value : JSON.stringify(argument.value)}`

/** Formats a tool call like a function call. */
export const formatToolCall = ({ toolName, arguments: args }: ToolEntry): string =>
  `${toolName}(${args.map(value).join(', ')})`

/** Level below which audio counts as silence. */
const silenceDbfs = -60

/** Formats a level with its unit; silence has no number. */
export const formatDbfs = (dbfs: number): string =>
  dbfs > silenceDbfs ? `${Math.round(dbfs).toFixed(0)} dBFS` : 'silent'

/** Formats a duration in seconds, to a tenth. */
export const formatSeconds = (durationMs: number): string => `${(durationMs / 1_000).toFixed(1)} s`
