import { AsyncLocalStorage } from 'node:async_hooks'
import { writeFileSync } from 'node:fs'
import { setPriority } from 'node:os'

/** @type {AsyncLocalStorage<true>} */
const background = new AsyncLocalStorage()

/** Half the processor of others. Much lower, and a machine that is busy otherwise would never finish. */
const priority = 3

/**
 * Runs work whose programs have a lower priority, so that tests in real time are not starved.
 * @template T
 * @param {() => Promise<T>} work
 */
export const inBackground = (work) => background.run(true, work)

/** Lowers the priority of a program that was started in the background. @param {number} pid */
export const giveWay = (pid) => {
  if (background.getStore() !== true) return
  try {
    setPriority(pid, priority)
    // Linux shares processors between sessions first, and each program here has a session of its own.
    if (process.platform === 'linux') writeFileSync(`/proc/${pid}/autogroup`, `${priority}`)
  } catch {
    // It has ended already, or the system has no such priorities.
    return
  }
}
