// End every call after five minutes.
// See packages/core/SKILL.md, docs/guides/cost.md
import { openCall } from '@vatel/core'

export const openShortCall = (token: string) => openCall({ token, signal: AbortSignal.timeout(5 * 60_000) })
