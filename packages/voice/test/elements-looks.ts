import type { VoiceCallSnapshot } from '../src/index.ts'
import { inspectLook } from './inspect-look.ts'
import { createStubCall, hardLines, moments } from './stub-call.ts'

/** One element in one moment of a call. */
interface Look {
  readonly name: string
  readonly tag: string
  readonly moment: Partial<VoiceCallSnapshot>
  readonly properties: Readonly<Record<string, unknown>>
}

const look = (tag: string, name: keyof typeof moments, properties: Look['properties'] = {}): Look => ({
  name: `${tag} ${name} ${JSON.stringify(properties)}`,
  tag,
  moment: moments[name],
  properties,
})

const momentNames = Object.keys(moments) as (keyof typeof moments)[]

/** The whole call in every moment. */
const calls = momentNames.map((name) => look('vatel-call', name, { name: 'Marta' }))

const unfolded = { name: 'Marta', floating: true, open: true }

/** The call that floats in every moment, the call with its devices and with lines that are hard to show, and the other elements. */
const others = [
  ...momentNames.map((name) => look('vatel-call', name, unfolded)),
  look('vatel-call', 'speaking', { floating: true }),
  look('vatel-call', 'listening', { showsDevices: true }),
  look('vatel-call', 'listening', { ...unfolded, showsDevices: true }),
  {
    ...look('vatel-call', 'speaking', { name: 'Donaudampfschifffahrtsgesellschaft' }),
    moment: { ...moments.speaking, transcript: hardLines },
  },
  ...['orb', 'bars', 'wave'].map((kind) => look('vatel-visualizer', 'speaking', { kind })),
  look('vatel-transcript', 'ended'),
  look('vatel-captions', 'speaking'),
  look('vatel-status', 'suspect'),
  look('vatel-devices', 'listening'),
]

/** Shows an element in a moment. */
const showLook = async ({ tag, moment, properties }: Look): Promise<void> => {
  const call = createStubCall()
  // Before anybody listens: an element with an interval is told at once when it is there.
  await call.sound({ user: 0.3, agent: 0.6 })
  const element = Object.assign(document.createElement(tag as 'vatel-call'), properties, { call })
  document.querySelector('#root')?.replaceChildren(element)
  call.show(moments.connecting)
  call.show(moment)
  await element.updateComplete
}

/** Shows elements in every moment, and returns what is wrong with each, a line for each fault. */
export const inspectLooks = async (withOthers: boolean): Promise<readonly string[]> => {
  const found: string[] = []
  document.documentElement.className = 'flat'
  for (const each of [...calls, ...(withOthers ? others : [])]) {
    await showLook(each)
    found.push(...(await inspectLook()).map((fault) => `${each.name}: ${fault}`))
  }
  return found
}
