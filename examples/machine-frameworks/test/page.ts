import { simulateTime } from '../../../packages/machine/test/simulated-time.ts'
import { openDemo, type Mount } from '../src/demo/demo.ts'
import { inspectWith } from '../src/inspector.ts'
import { mountPlain } from '../src/plain/mount.ts'
import { mountReact } from '../src/react/mount.tsx'
import { mountSvelte } from '../src/svelte/mount.ts'
import { mountVue } from '../src/vue/mount.ts'
import { idle, pass, untilIt } from './turns.ts'

const mounts: Readonly<Record<string, Mount>> = {
  react: mountReact,
  vue: mountVue,
  svelte: mountSvelte,
  plain: mountPlain,
}

/** Observations of a call. */
export interface Seen {
  readonly phases: readonly string[]
  readonly lines: readonly string[]
  /** The buttons that could be pressed in each phase, when it was first seen. */
  readonly buttons: Readonly<Record<string, readonly string[]>>
  readonly timersLeft: number
  /** The types of what an inspector was sent. */
  readonly inspected: readonly string[]
  /** The types of the machine's events in it. */
  readonly events: readonly string[]
  /** Number of its events that held values without JSON. */
  readonly leaks: number
}

const watch = (target: HTMLElement) => {
  const phases: string[] = []
  const buttons: Record<string, readonly string[]> = {}
  const look = () => {
    const phase = target.querySelector('output')?.textContent ?? ''
    if (phase === '' || phases.at(-1) === phase) return
    phases.push(phase)
    buttons[phase] ??= [...target.querySelectorAll('button')]
      .filter(({ disabled }) => !disabled)
      .map(({ textContent }) => textContent.trim())
  }
  new MutationObserver(look).observe(target, { subtree: true, childList: true, characterData: true })
  return { phases, buttons }
}

const press = (target: HTMLElement, label: string): void => {
  const button = [...target.querySelectorAll('button')].find(
    ({ textContent }) => textContent.trim() === label,
  )
  if (button === undefined) throw new Error(`there is no button ${label}`)
  button.click()
}

/** Holds a whole call by pressing the buttons of an interface, in drawn time, and says what was seen. */
const hold = async (framework: string): Promise<Seen> => {
  const mount = mounts[framework]
  if (mount === undefined) throw new Error(`there is no ${framework}`)
  const target = document.body.appendChild(document.createElement('div'))
  const clock = simulateTime()
  const inspected = new Set<string>()
  const events = new Set<string>()
  let leaks = 0
  const inspect = inspectWith((event) => {
    inspected.add(event.type)
    if (event.type === '@xstate.event') events.add(event.event.type)
    if (JSON.stringify(event).includes('"playback":')) leaks += 1
  })
  const { phases, buttons } = watch(target)
  const demo = openDemo(clock, inspect)
  const unmount = mount(target, demo)
  await untilIt(() => phases.length > 0)
  press(target, 'Call')
  await untilIt(() => phases.includes('listening'))
  await pass(clock, 1_500)
  press(target, 'Speak')
  await pass(clock, 2_500)
  press(target, 'Approve book_table')
  await pass(clock, 3_000)
  press(target, 'Hang up')
  await pass(clock, 200)
  const lines = [...target.querySelectorAll('li')].map(({ textContent }) => textContent)
  unmount()
  target.remove()
  // The inspector sends when the page has nothing else to do.
  await untilIt(() => events.has('hangUp'), idle)
  return {
    phases,
    lines,
    buttons,
    timersLeft: clock.countTimers(),
    inspected: [...inspected],
    events: [...events],
    leaks,
  }
}

declare global {
  var hold: (framework: string) => Promise<Seen>
}
globalThis.hold = hold
