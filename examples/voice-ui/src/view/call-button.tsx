import type { CallActor, CallSnapshot } from '@vatel/machine'

/** What the big button does now. */
const orderOf = (snapshot: CallSnapshot) => {
  if (snapshot.hasTag('can-hang-up')) return { type: 'hangUp', label: 'Hang up' } as const
  if (snapshot.hasTag('can-retry')) return { type: 'retry', label: 'Call again' } as const
  return { type: 'call', label: 'Call' } as const
}

interface CallButtonProps {
  readonly call: CallActor
  readonly snapshot: CallSnapshot
  /** Is called first in the click that begins a call. */
  readonly onGesture: () => void
}

/** One button that calls and hangs up, and keeps the focus while it changes. */
export const CallButton = ({ call, snapshot, onGesture }: CallButtonProps) => {
  const { type, label } = orderOf(snapshot)
  const press = () => {
    if (type !== 'hangUp') onGesture()
    call.send({ type })
  }
  return (
    <button type="button" className="call-button" data-order={type} onClick={press}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="M6.6 3.5 9 3l1.8 4.4-1.9 1.5a12 12 0 0 0 6.2 6.2l1.5-1.9L21 15l-.5 2.4c-.3 1.6-1.7 2.7-3.3 2.5C10.300 19.300 4.700 13.700 4.100 6.800 3.900 5.200 5 3.800 6.600 3.500Z" />
      </svg>
      {label}
    </button>
  )
}
