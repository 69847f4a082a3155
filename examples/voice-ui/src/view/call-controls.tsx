import type { CallActor, CallSnapshot, CallTag } from '@vatel/machine'

/** Buttons that are there all the time, and work when their tag says so: a button that moves is hard to hit. */
const controls = [
  {
    label: 'Mute',
    on: { tag: 'can-mute', type: 'mute' },
    off: { tag: 'can-unmute', type: 'unmute' },
  },
  {
    label: 'Hold',
    on: { tag: 'can-pause', type: 'pause' },
    off: { tag: 'can-resume', type: 'resume' },
  },
] as const satisfies readonly {
  readonly label: string
  readonly on: { readonly tag: CallTag; readonly type: string }
  readonly off: { readonly tag: CallTag; readonly type: string }
}[]

/** Mute, hold, and silence the agent. */
export const CallControls = ({
  call,
  snapshot,
}: {
  readonly call: CallActor
  readonly snapshot: CallSnapshot
}) => (
  <div className="controls" role="group" aria-label="Call controls">
    {controls.map(({ label, on, off }) => {
      const isOn = snapshot.hasTag(off.tag)
      return (
        <button
          key={label}
          type="button"
          aria-pressed={isOn}
          disabled={!isOn && !snapshot.hasTag(on.tag)}
          onClick={() => call.send({ type: isOn ? off.type : on.type })}
        >
          {label}
        </button>
      )
    })}
    <button
      type="button"
      disabled={!snapshot.hasTag('can-interrupt')}
      onClick={() => call.send({ type: 'interrupt' })}
    >
      Silence the agent
    </button>
  </div>
)
