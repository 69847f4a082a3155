import type { Transcript } from '@vatel/core'

/** One line of the transcript. */
export type Entry = Transcript[number]

type ToolEntry = Extract<Entry, { readonly who: 'tool' }>

const value = (argument: ToolEntry['arguments'][number]): string =>
  `${argument.name}: ${typeof argument.value === 'string' ? argument.value : JSON.stringify(argument.value)}`

/** A tool's call as the program would write it. */
export const toolCallWords = ({ toolName, arguments: args }: ToolEntry): string =>
  `${toolName}(${args.map(value).join(', ')})`

/** What is quieter than this nobody hears. */
const silenceDbfs = -60

/** Loudness with its unit; silence has no number. */
export const dbfsWords = (dbfs: number): string =>
  dbfs > silenceDbfs ? `${Math.round(dbfs).toFixed(0)} dBFS` : 'silent'

/** A length of time in seconds, to a tenth. */
export const secondsWords = (durationMs: number): string => `${(durationMs / 1_000).toFixed(1)} s`
