import type { SimulatedTime } from '../../../packages/machine/test/simulated-time.ts'

/** Lets everything run that waits for its turn: promises, requests, and what a framework draws later. */
const turnOfTheLoop = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage('turn')
  })

/** Lets time pass, and all that waits for it be drawn; in milliseconds. */
export const pass = async (clock: SimulatedTime, ms: number): Promise<void> => {
  for (let passed = 0; passed < ms; passed += 100) {
    await clock.tickAsync(100)
    await turnOfTheLoop()
  }
}

/** Frameworks draw, and requests are answered, in turns of the event loop. */
export const untilIt = async (is: () => boolean, turn = turnOfTheLoop): Promise<void> => {
  for (let turns = 0; turns < 1_000 && !is(); turns += 1) await turn()
}

/** Waits until the page has nothing else to do. */
export const idle = (): Promise<void> => new Promise((resolve) => requestIdleCallback(() => resolve()))
