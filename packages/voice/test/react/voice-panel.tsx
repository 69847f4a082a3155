import { schema, tool } from '@vatel/core'
import { useMeter, useTranscript, useVoiceCall, VoiceCallProvider } from '@vatel/voice/react'

const find_person = tool({
  args: schema.object({ name: schema.string }),
  run: ({ name }) => `${name} is available`,
})

const CallButton = () => {
  const { can, phase, toggle } = useVoiceCall()
  return <button onClick={toggle}>{can.stop ? `Hang up (${phase})` : 'Talk to us'}</button>
}
const Transcript = () => (
  <ol>
    {useTranscript().map((line, at) => (
      <li key={at}>{line.who === 'tool' ? `${line.toolName}: ${line.output ?? '…'}` : line.text}</li>
    ))}
  </ol>
)
const Microphones = () => {
  const { devices, microphone, setMicrophone } = useVoiceCall()
  return (
    <select value={microphone.deviceId} onChange={({ target }) => void setMicrophone(target.value)}>
      <option value="">Default microphone</option>
      {devices.microphones.map(({ deviceId, label }) => (
        <option key={deviceId} value={deviceId} label={label} />
      ))}
    </select>
  )
}
const Meter = () => <div className="meter" ref={useMeter('agent')} />

export const VoicePanel = () => (
  <VoiceCallProvider token="/api/session-token" tools={{ find_person }}>
    <CallButton />
    <Transcript />
    <Microphones />
    <Meter />
  </VoiceCallProvider>
)
