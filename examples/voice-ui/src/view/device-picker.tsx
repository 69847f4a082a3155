import type { AudioDevice } from '@vatel/audio/web'

interface DevicePickerProps {
  readonly label: string
  readonly devices: readonly AudioDevice[]
  readonly value: string
  readonly onChange: (deviceId: string) => void
}

/** Chooses a device, also in the middle of a call. Browsers tell the names once the microphone was allowed. */
export const DevicePicker = ({ label, devices, value, onChange }: DevicePickerProps) => (
  <label className="picker">
    {label}
    <select value={value} disabled={devices.length === 0} onChange={({ target }) => onChange(target.value)}>
      <option value="">Default</option>
      {devices.map(({ deviceId, label: name }, index) => (
        <option key={deviceId} value={deviceId}>
          {name === '' ? `${label} ${index + 1}` : name}
        </option>
      ))}
    </select>
  </label>
)
