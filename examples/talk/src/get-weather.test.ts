import { createClock } from '@sinonjs/fake-timers'
import { runTool, type ToolOutcome } from '@vatel/core'
import { getWeather } from './get-weather.ts'

const ask = async (
  args: readonly { readonly name: string; readonly value: unknown }[],
  signal?: AbortSignal,
) => {
  const clock = createClock()
  const call = { toolCallId: 'c1', toolName: 'get_weather', arguments: args }
  const answer: Promise<ToolOutcome> = runTool({ get_weather: getWeather(clock) }, call, {
    clock,
    ...(signal !== undefined && { signal }),
  })
  await clock.tickAsync(1_000)
  expect(clock.countTimers()).toBe(0)
  return answer
}

describe('getWeather', () => {
  it('finds a city in any case', async () => {
    expect(await ask([{ name: 'city', value: ' PARIS' }])).toMatchObject({
      type: 'result',
      output: 'sunny, 21 degrees in Paris',
    })
  })

  it('lists the known cities for an unknown one', async () => {
    const { type, output } = await ask([{ name: 'city', value: 'Atlantis' }])
    expect(type).toBe('error')
    expect(output).toMatch(/no weather for Atlantis: known are Berlin, .*Paris/)
  })

  it('rejects arguments of another type', async () => {
    expect(await ask([{ name: 'city', value: 7 }])).toMatchObject({
      type: 'error',
      output: '{"error":"wrong arguments: city: expected string, got a number"}',
    })
  })

  it('stops its look-up when the call ends', async () => {
    const stop = new AbortController()
    const answer = ask([{ name: 'city', value: 'Paris' }], stop.signal)
    stop.abort()
    expect((await answer).type).toBe('cancelled')
  })
})
