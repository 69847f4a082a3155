import { phaseOf, type CallSnapshot } from '@vatel/machine'
import { phaseWords } from './phase-words.ts'

/** The state of the call in a word and a colour; a screen reader reads each change. */
export const PhaseLamp = ({ snapshot }: { readonly snapshot: CallSnapshot }) => {
  const phase = phaseOf(snapshot)
  return (
    <p className="lamp" data-phase={phase} role="status">
      <span className="lamp-light" aria-hidden="true" />
      {phaseWords(snapshot, phase)}
    </p>
  )
}
