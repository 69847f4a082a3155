import { callMachine } from '@vatel/machine'
import { useActor } from '@xstate/react'
import type { Demo } from '../demo/demo.ts'
import { viewOf } from '../view.ts'

/** A call in React. */
export const App = ({ input, clock, inspect, speak }: Demo) => {
  const [snapshot, send] = useActor(callMachine, { input, clock, inspect })
  const { phase, buttons, lines } = viewOf(snapshot)
  return (
    <main>
      <output>{phase}</output>
      {buttons.map(({ label, event, enabled }) => (
        <button key={label} disabled={!enabled} onClick={() => send(event)}>
          {label}
        </button>
      ))}
      <button onClick={speak}>Speak</button>
      <ol>
        {lines.map((line, index) => (
          <li key={index}>{line}</li>
        ))}
      </ol>
    </main>
  )
}
