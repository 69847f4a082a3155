import { standIn } from './stand-in.ts'
import { refreshRuntime } from './refresh.ts'
import { tools as voiceTools } from '../browser/page.ts'
import {
  Activity,
  Profiler,
  StrictMode,
  Suspense,
  useState,
  useTransition,
  version,
  type ReactNode,
} from 'react'
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

/** The state of a component, which a test sets from outside. */
const createSwitch = <T,>(first: T) => {
  let set: (value: T) => void = () => undefined
  return {
    use: (): T => {
      const [value, setValue] = useState(first)
      set = setValue
      return value
    },
    set: (value: T) => set(value),
  }
}

const shown = createSwitch(true)
const Hidden = () => (
  <Activity mode={shown.use() ? 'visible' : 'hidden'}>
    <VoiceButton />
  </Activity>
)

const waiting = createSwitch<{ readonly promise: Promise<void>; isDone: boolean } | undefined>(undefined)
/** Suspends as libraries do in both versions of React: it throws a promise. */
const Part = () => {
  const wait = waiting.use()
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- React suspends a part that throws a promise
  if (wait?.isDone === false) throw wait.promise
  return null
}
const Suspended = () => (
  <Suspense fallback={<i id="fallback" />}>
    <VoiceButton />
    <Part />
  </Suspense>
)

/** A part that renders for long, so that a transition is interrupted by the call. */
const SlowPhase = () => {
  const phase = useVoiceCallState((snapshot) => snapshot.phase)
  const endsAtMs = performance.now() + 1
  while (performance.now() < endsAtMs);
  return <output>{phase}</output>
}
const Concurrent = () => {
  const [round, setRound] = useState(0)
  const [, startTransition] = useTransition()
  return (
    <VoiceCallProvider token="/api/session-token">
      <Toggle />
      <button onClick={() => startTransition(() => setRound((before) => before + 1))}>again</button>
      {Array.from({ length: 20 }, (_, at) => (
        <SlowPhase key={`${at} ${round}`} />
      ))}
    </VoiceCallProvider>
  )
}

/** Two versions of one component, as before and after a change of its file. */
const versions = ['first', 'second'].map((word) => () => {
  const { phase, toggle } = useVoiceCall({ token: '/api/session-token' })
  return (
    <>
      <button onClick={toggle}>call</button>
      <output>{`${word} ${phase}`}</output>
    </>
  )
})
const [First = VoiceButton, Second] = versions
refreshRuntime.register(First, 'refreshed')

const elements = {
  activity: <Hidden />,
  concurrent: <Concurrent />,
  refreshed: <First />,
  suspended: <Suspended />,
  button: <VoiceButton />,
  changing: <Changing />,
  measured: <Measured />,
  panel: <VoicePanel />,
}

const tools = {
  commits,
  version,
  standIn,
  activity: { show: shown.set },
  /** Suspends a part of the page; returns the function that lets it go on. */
  suspend: () => {
    let resolve: () => void = () => undefined
    const wait = { promise: new Promise<void>((done) => (resolve = done)), isDone: false }
    waiting.set(wait)
    return () => {
      wait.isDone = true
      resolve()
    }
  },
  refresh: () => {
    refreshRuntime.register(Second, 'refreshed')
    refreshRuntime.performReactRefresh()
  },
  render: (name: keyof typeof elements) => render(elements[name]),
}

declare global {
  var reactPage: typeof tools
}
globalThis.reactPage = tools
