import Table from 'cli-table3'
import type { Transcript } from '@vatel/core'
import type { Colors, Screen } from './screen.ts'
import { toolCallWords, type Entry } from './words.ts'

const noLines = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
  ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
  ...{ left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: '' },
}

const agentWords = (entry: Extract<Entry, { readonly who: 'agent' }>, colors: Colors): string => {
  const { heardText, unheardText, interrupted } = entry
  if (unheardText === '') return heardText
  if (!interrupted) return heardText + (colors.isColorSupported ? colors.dim(unheardText) : ' ...')
  return colors.isColorSupported
    ? heardText + colors.red('—') + colors.dim(colors.strikethrough(unheardText))
    : `${heardText} [not heard: ${unheardText.trim()}]`
}

const row = (entry: Entry, colors: Colors): readonly [string, string] => {
  switch (entry.who) {
    case 'user':
      return [colors.cyan('you'), entry.final ? entry.text : colors.dim(entry.text)]
    case 'agent':
      return [colors.magenta('agent'), agentWords(entry, colors)]
    case 'tool':
      return [
        colors.yellow('tool'),
        `${toolCallWords(entry)} ${colors.yellow('→')} ${entry.output ?? colors.dim('running')}`,
      ]
  }
}

/** Both sides of the call, a paragraph for each turn: what was heard, what was not (struck out), what is to come (dim). */
export const drawTranscript = (transcript: Transcript, { columns, colors }: Screen): readonly string[] => {
  if (transcript.length === 0) return []
  const table = new Table({
    chars: noLines,
    colWidths: [8, Math.max(20, columns - 10)],
    wordWrap: true,
    style: { 'padding-left': 1, 'padding-right': 0, head: [], border: [] },
  })
  table.push(...transcript.map((entry) => [...row(entry, colors)]))
  return table.toString().split('\n')
}
