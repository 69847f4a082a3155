import { systemClock } from '@vatel/core'
import { createActor, SimulatedClock } from 'xstate'
import { says } from '../test/messages.ts'
import { scriptedConnection } from '../test/scripted-connection.ts'
import { settle, simulateTime } from '../test/simulated-time.ts'
import { callMachine } from './call-machine.ts'
import { clockOf } from './clock.ts'
import { isPhase } from './phase.ts'

describe('the clock of an actor', () => {
  it('is taken as it is when it is one of core', () => {
    const clock = simulateTime()
    expect(clockOf({ clock })).toBe(clock)
  })

  it('tells the time and keeps timers when it is XState’s SimulatedClock', () => {
    const simulated = new SimulatedClock()
    const clock = clockOf({ clock: simulated })
    const rang: number[] = []
    clock.setTimeout(() => rang.push(clock.performance.now()), 20)
    clock.clearTimeout(clock.setTimeout(() => rang.push(-1), 10))
    simulated.increment(30)
    expect(rang).toEqual([30])
  })

  it('tells the time of the system where it keeps nothing but timers', () => {
    const clock = { setTimeout: () => 1, clearTimeout: () => undefined }
    expect(clockOf({ clock }).performance).toBe(systemClock.performance)
    expect(clockOf({})).toBe(systemClock)
  })

  it('says how long an agent without a speaker is heard', async () => {
    const clock = new SimulatedClock()
    const connection = scriptedConnection()
    const actor = createActor(callMachine, { input: { connect: () => connection }, clock }).start()
    const isHeard = () => isPhase('agentSpeaking')(actor.getSnapshot())
    actor.send({ type: 'call' })
    await settle()
    connection.begin()
    await settle()
    connection.say(says.audio(1_000, 'turn-1', true))
    await settle()
    expect(isHeard()).toBe(true)
    for (let passedMs = 0; passedMs < 1_300; passedMs += 100) clock.increment(100)
    expect(isHeard()).toBe(true)
    clock.increment(100)
    expect(isHeard()).toBe(false)
  })
})
