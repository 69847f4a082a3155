import { toMs } from '../protocol/audio-payload.ts'
import type { Ledger } from './ledger.ts'
import type { Outbox } from './outbox.ts'
import type { DeliveryReport } from './unsettled.ts'

/** What one side of a call cannot vouch for. */
export interface Account {
  /** A sign of life came: what was sent before it may have arrived. */
  heard(): void
  /** The call is over: what is open now is what the end cost. */
  close(): void
  read(): DeliveryReport
}

/** Adds up what a ledger and an outbox know. */
export const createAccount = (ledger: Ledger, outbox: Outbox): Account => {
  let sentWhenHeard = 0
  let cost: Omit<DeliveryReport, 'orphanedToolOutputs'> | undefined
  const read = () => {
    const { sentMs, queuedMs, droppedMs } = outbox.audio
    const inSocketMs = outbox.inSocketMs()
    return {
      ...ledger.read(),
      unsentInputMs: queuedMs + droppedMs + inSocketMs,
      unconfirmedInputMs: Math.max(0, sentMs - inSocketMs - toMs(sentWhenHeard)),
    }
  }
  return {
    heard() {
      sentWhenHeard = outbox.sentSamples
    },
    close() {
      cost = read()
    },
    // Outputs may come after the end, and are orphans too.
    read: () => ({ ...(cost ?? read()), orphanedToolOutputs: [...outbox.orphans] }),
  }
}
