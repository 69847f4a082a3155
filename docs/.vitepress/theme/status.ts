import type { VoiceCallSnapshot } from '@vatel/voice'

/** Returns the state of a call in a few words: its end, its first problem, or its phase. */
export const statusOf = (view: VoiceCallSnapshot | undefined): string => {
  if (view === undefined) return 'ready'
  if (view.end !== null) {
    const { reason, retryable, text } = view.end
    const code = reason.type === 'lost' ? ` ${String(reason.code)}` : ''
    return `ended (${reason.type}${code}${retryable ? ', a new call may succeed' : ''}): ${text}`
  }
  const [problem] = view.problems
  return problem?.text ?? view.phase.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}
