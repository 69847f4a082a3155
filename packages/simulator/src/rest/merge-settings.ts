import type { AgentUpdateInput } from '@vatel/core'
import { isFields } from '../rules/is-fields.ts'
import type { AgentSettings } from './stored-agent.ts'

/**
 * Changes what a patch names: within a group of settings too only the fields that it names; a list is replaced as a
 * whole; `null` clears.
 */
export const mergeSettings = (
  stored: AgentSettings,
  patch: AgentUpdateInput | AgentSettings,
): AgentSettings => {
  const known = new Map<string, unknown>(Object.entries(stored))
  const changed = Object.entries(patch).map(([name, value]): readonly [string, unknown] => {
    if (value === null) return [name, '']
    const before = known.get(name)
    return [name, isFields(value) && isFields(before) ? { ...before, ...value } : value]
  })
  return { ...stored, ...Object.fromEntries(changed) }
}
