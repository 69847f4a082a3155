import { standIn } from './stand-in.ts'
import { tools as voiceTools } from '../browser/page.ts'
import { Profiler, StrictMode, useState, version, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { useMeter, useVoiceCall, useVoiceCallState, VoiceCallProvider } from '../../src/react.ts'
import { VoiceButton } from './voice-button.tsx'
import { VoicePanel } from './voice-panel.tsx'

standIn.platform = voiceTools.createPlatform()

/** Renders an element in StrictMode; returns the function that unmounts it. */
const render = (element: ReactNode): (() => void) => {
  const target = document.body.appendChild(document.createElement('div'))
  const root = createRoot(target)
  root.render(<StrictMode>{element}</StrictMode>)
  return () => {
    root.unmount()
    target.remove()
  }
}

/** Number of commits, by the id of a profiler. */
const commits: Record<string, number> = {}
const count = (id: string) => {
  commits[id] = (commits[id] ?? 0) + 1
}

const Toggle = () => {
  const { toggle } = useVoiceCall()
  return <button onClick={toggle}>toggle</button>
}
const Phase = () => <output>{useVoiceCallState(({ phase }) => phase)}</output>
const Meter = () => <div className="meter" ref={useMeter('agent')} />

/** A call whose parts count their commits. */
const Measured = () => (
  <VoiceCallProvider token="/api/session-token">
    <Toggle />
    <Profiler id="phase" onRender={count}>
      <Phase />
    </Profiler>
    <Profiler id="meter" onRender={count}>
      <Meter />
    </Profiler>
  </VoiceCallProvider>
)

/** A component whose options change with each render. */
const Changing = () => {
  const [agent, setAgent] = useState('first')
  const call = useVoiceCall({
    token: () => {
      throw new Error(agent)
    },
  })
  const { end } = call
  const cause =
    end?.reason.type === 'failed' && end.reason.error.cause instanceof Error
      ? end.reason.error.cause.message
      : ''
  return (
    <>
      <button onClick={() => setAgent('second')}>change</button>
      <button onClick={call.toggle}>call</button>
      <output>{cause}</output>
    </>
  )
}

const elements = {
  button: <VoiceButton />,
  changing: <Changing />,
  measured: <Measured />,
  panel: <VoicePanel />,
}

const tools = {
  commits,
  version,
  standIn,
  render: (name: keyof typeof elements) => render(elements[name]),
}

declare global {
  var reactPage: typeof tools
}
globalThis.reactPage = tools
