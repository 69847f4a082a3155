// Let an agent call a telephone number, and never twice.
// See packages/core/SKILL.md, docs/start/phone.md
import { createClient, isVatelError } from '@vatel/core'

const vatel = createClient({ apiKey: process.env['VATEL_API_KEY'] ?? '' })

export const dial = async (number: string): Promise<'dialled' | 'maybe ringing' | 'not dialled'> => {
  try {
    await vatel.agents.dial('your-agent-id', { number })
    return 'dialled'
  } catch (error) {
    if (!isVatelError(error)) throw error
    return 'delivery' in error && error.delivery === 'unknown' ? 'maybe ringing' : 'not dialled'
  }
}
