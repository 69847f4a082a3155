// Tell the user why the call ended, and whether to try again.
// See packages/core/SKILL.md, docs/guides/own-transport.md
import { type CallConnection, explainEnd } from '@vatel/core'

export const describeEnd = async (call: CallConnection): Promise<string> => {
  const { class: kind, retryable, retryAfterMs = 0 } = explainEnd(await call.ended)
  if (kind === 'ended') return 'The call is over.'
  const advice = retryable
    ? `Try again in ${Math.ceil(retryAfterMs / 1_000)} s.`
    : 'Trying again does not help.'
  return `The call failed (${kind}). ${advice}`
}
