import { callView } from './call-view.ts'
import { createVirtualTime } from './virtual-time.ts'
import type { Mount } from './mount.ts'
import { simulatedLine } from './simulated-line.ts'

/** What a page has seen of a framework. */
export interface Shown {
  /** What stood on the page, each time it changed: the state first, then the lines. */
  readonly texts: readonly (readonly string[])[]
  /** The timers that were left when the call was over, and when it was left before that. */
  readonly timersLeft: readonly number[]
}

/** Lets a framework do what it put off. */
const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

const textsOf = (element: HTMLElement): readonly string[] =>
  [...element.querySelectorAll('output, li')].map(({ textContent }) => textContent)

/** Shows one call from its beginning for so long, in virtual time, removes it, and returns what was seen. */
const hold = async (mount: Mount, ms: number): Promise<readonly [Shown['texts'], number]> => {
  const time = createVirtualTime()
  const { line, voice$ } = await simulatedLine(time.clock)
  const element = document.body.appendChild(document.createElement('main'))
  const texts: (readonly string[])[] = []
  const unmount = mount(element, callView(line, voice$))
  for (let atMs = 0; atMs < ms; atMs += 20) {
    await breathe()
    const now = textsOf(element)
    if (now.length > 0 && now.join() !== texts.at(-1)?.join()) texts.push(now)
    time.passUntil(atMs)
  }
  unmount()
  await breathe()
  await breathe()
  element.remove()
  return [texts, time.timerCount]
}

/** Shows a whole call in the way of a framework, and then one that is left in the middle. */
export const show = async (mount: Mount): Promise<Shown> => {
  const [texts, left] = await hold(mount, 4_500)
  const [, leftEarly] = await hold(mount, 1_500)
  return { texts, timersLeft: [left, leftEarly] }
}
