import type { Place } from '../call/place.ts'

interface PlaceSwitchProps {
  readonly place: Place
  /** True during a call, which cannot move. */
  readonly isFixed: boolean
  readonly onChange: (place: Place) => void
}

/** Chooses where the platform is. */
export const PlaceSwitch = ({ place, isFixed, onChange }: PlaceSwitchProps) => (
  <label className="place">
    <input
      type="checkbox"
      role="switch"
      checked={place === 'page'}
      disabled={isFixed}
      onChange={({ target }) => onChange(target.checked ? 'page' : 'server')}
    />
    Run the platform inside this page
  </label>
)
