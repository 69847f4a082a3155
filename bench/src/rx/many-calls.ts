import { queryObjects } from 'node:v8'
import { createClock } from '@sinonjs/fake-timers'
import { type CallConnection, serverData, type Speaker, tool } from '@vatel/core'
import {
  agentAudio,
  toolResults,
  bargeIn,
  connectCall,
  deadAir,
  latency,
  playInto,
  record,
  redial,
  sendAudio,
  transcript,
  turns,
} from '@vatel/rx'
import { catchError, EMPTY, merge, NEVER, Subscription, switchMap } from 'rxjs'
import { messages } from './messages.ts'
import { puppetCall, type PuppetCall } from './puppet-socket.ts'

/** Memory that remains after many calls. */
export interface Leftovers {
  readonly calls: number
  readonly subscriptions: number
  readonly timers: number
  readonly listeners: number
  readonly ms: number
}

const settle = () => new Promise((resolve) => setImmediate(resolve))

/** Counts the listeners of whatever is listened to. */
const createRegister = () => {
  let count = 0
  return {
    get count() {
      return count
    },
    add: (stop: () => void) => {
      count += 1
      let isOn = true
      return () => {
        if (isOn) count -= 1
        isOn = false
        stop()
      }
    },
  }
}

/**
 * Holds so many calls, one after the other, through every operator at once, on a drawn clock: one half ends, a quarter
 * is cut, a quarter is left. Counts what is left of them.
 */
export const holdCalls = async (calls: number): Promise<Leftovers> => {
  const clock = createClock()
  const register = createRegister()
  const speaker: Speaker = {
    write: () => undefined,
    flush: () => undefined,
    listen: () => register.add(() => undefined),
  }
  const tools = { clock: tool({ args: serverData.session_ended, run: () => 'noon' }) }
  const hold = async (at: number) => {
    let puppet: PuppetCall | undefined
    const open = (): CallConnection => {
      const opened = puppetCall(clock)
      puppet = opened
      const { connection } = opened
      const on: CallConnection['on'] = (event, listener) => register.add(connection.on(event, listener))
      return Object.defineProperties(
        { ...connection, on },
        { state: { get: () => connection.state }, audio: { get: () => connection.audio } },
      )
    }
    const subscription = connectCall({ token: 'token', open })
      .pipe(
        redial({ clock }),
        switchMap((call) => {
          const heard$ = playInto(speaker, { clock })(call)
          const all = [
            transcript(heard$),
            latency(heard$, { clock }),
            turns(heard$),
            bargeIn(heard$, { clock }),
          ]
          return merge(
            ...all.map((operator) => operator(call)),
            agentAudio()(call),
            deadAir(heard$, { clock })(call),
            toolResults(tools, { clock })(call),
            sendAudio(NEVER)(call),
            record({ clock })(call),
            call.state$,
            call.invalid$,
          )
        }),
        catchError(() => EMPTY),
      )
      .subscribe()
    await settle()
    for (const message of messages) puppet?.receive(JSON.stringify(message))
    await settle()
    if (at % 4 === 0) puppet?.cut()
    else if (at % 4 === 1) subscription.unsubscribe()
    else puppet?.receive('{"type":"session_ended"}')
    await settle()
    // What was heard last may take a second after the end.
    await clock.tickAsync(at % 50 === 0 ? 10_000 : 0)
  }
  await hold(0)
  await clock.tickAsync(10_000)
  const before = queryObjects(Subscription, { format: 'count' })
  const startMs = performance.now()
  for (let at = 1; at <= calls; at += 1) await hold(at)
  await clock.tickAsync(10_000)
  await settle()
  return {
    calls,
    subscriptions: queryObjects(Subscription, { format: 'count' }) - before,
    timers: clock.countTimers(),
    listeners: register.count,
    ms: performance.now() - startMs,
  }
}
