import fc from 'fast-check'
import { mergeSettings, type AgentSettings } from './stored-agent.ts'

const seconds = fc.integer({ min: 0, max: 9 })

const settings: fc.Arbitrary<AgentSettings> = fc.record(
  {
    name: fc.string(),
    prompt: fc.string(),
    summarize_calls: fc.boolean(),
    keyterms: fc.array(fc.string(), { maxLength: 3 }),
    vad_settings: fc.record({ start_secs: seconds, stop_secs: seconds }, { requiredKeys: [] }),
    noise_cancel_settings: fc.record({ enabled: fc.boolean(), level: seconds }, { requiredKeys: [] }),
    timeout_settings: fc.record({ default_timeout: seconds, silence_counter: seconds }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
)

const groups = ['vad_settings', 'noise_cancel_settings', 'timeout_settings'] as const

/** Every single field, by its path. */
const leaves = (value: AgentSettings): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(value).flatMap(([name, each]): [string, unknown][] =>
      groups.some((group) => group === name)
        ? Object.entries(each as object).map(([field, leaf]): [string, unknown] => [`${name}.${field}`, leaf])
        : [[name, each]],
    ),
  )

describe('mergeSettings', () => {
  it('changes the fields that the patch names, also within a group, and nothing else', () => {
    fc.assert(
      fc.property(settings, settings, (stored, patch) => {
        expect(leaves(mergeSettings(stored, patch))).toEqual({ ...leaves(stored), ...leaves(patch) })
      }),
    )
  })

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(settings, settings, (stored, patch) => {
        const once = mergeSettings(stored, patch)
        expect(mergeSettings(once, patch)).toEqual(once)
      }),
    )
  })

  it('is the same after two patches as after both in one', () => {
    fc.assert(
      fc.property(settings, settings, settings, (stored, one, other) => {
        expect(mergeSettings(mergeSettings(stored, one), other)).toEqual(
          mergeSettings(stored, mergeSettings(one, other)),
        )
      }),
    )
  })

  it('clears what is null', () => {
    expect(mergeSettings({ phone_number_id: 'x', name: 'n' }, { phone_number_id: null })).toEqual({
      phone_number_id: '',
      name: 'n',
    })
  })
})
