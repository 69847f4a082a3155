import type { Due } from './agenda.ts'
import type { Faults } from './faults.ts'
import type { Frame } from './frame.ts'

/** A message that would be right but for two bytes in a text: the first begins a character, the second does not go on with it. */
const invalidUtf8 = Uint8Array.from([
  ...new TextEncoder().encode('{"type":"response_text","data":{"turn_id":"turn","is_final":false,"text":"'),
  0xc3,
  0x28,
  ...new TextEncoder().encode('"}}'),
])

/** Ends the connection with a close code; 1006 cuts the line. */
export const closing = (code: number): Frame => (code === 1006 ? { type: 'cut' } : { type: 'close', code })

/** What faults do to the line itself, which was opened at a moment. */
export const breakdowns = (faults: Faults, openedAtMs: number): readonly Due<Frame>[] => {
  const { close, halfOpenAfterMs, invalidUtf8AfterMs } = faults
  const after = (ms: number | undefined, action: Frame): readonly Due<Frame>[] =>
    ms === undefined ? [] : [{ atMs: openedAtMs + ms, action }]
  return [
    ...after(invalidUtf8AfterMs, { type: 'bytes', bytes: invalidUtf8 }),
    ...after(close?.afterMs, closing(close?.code ?? 1006)),
    ...after(halfOpenAfterMs, { type: 'freeze' }),
  ]
}
