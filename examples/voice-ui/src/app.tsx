import { selectEndReason, selectLatency, selectTools, selectTranscript } from '@vatel/machine'
import { useDevices } from './call/use-devices.ts'
import { useVoiceCall } from './call/use-voice-call.ts'
import { CallButton } from './view/call-button.tsx'
import { CallControls } from './view/call-controls.tsx'
import { Conversation } from './view/conversation.tsx'
import { DeviceCards } from './view/device-cards.tsx'
import { DevicePicker } from './view/device-picker.tsx'
import { EndCard } from './view/end-card.tsx'
import { GestureCard } from './view/gesture-card.tsx'
import { LatencyChart } from './view/latency-chart.tsx'
import { LevelMeter } from './view/level-meter.tsx'
import { PhaseLamp } from './view/phase-lamp.tsx'
import { PlaceSwitch } from './view/place-switch.tsx'
import { Statechart } from './view/statechart.tsx'

/** The page: a call, and everything that can be seen and done about it. */
export const App = () => {
  const { call, snapshot, sound, place, setPlace } = useVoiceCall()
  const devices = useDevices(sound, snapshot.hasTag('in-call'))
  const reason = selectEndReason(snapshot)
  return (
    <main className="page">
      <header>
        <h1>Talk to an agent</h1>
        <PlaceSwitch place={place} isFixed={!snapshot.hasTag('can-call')} onChange={setPlace} />
      </header>
      <section className="card call" aria-label="Call">
        <PhaseLamp snapshot={snapshot} />
        <CallButton call={call} snapshot={snapshot} onGesture={sound.unlock} />
        <CallControls call={call} snapshot={snapshot} />
        <div className="levels">
          <LevelMeter label="You" read={sound.userDbfs} />
          <LevelMeter label="Agent" read={sound.agentDbfs} />
        </div>
      </section>
      <div className="side">
        {reason !== null && <EndCard reason={reason} />}
        <DeviceCards snapshot={snapshot} />
        {snapshot.hasTag('needs-gesture') && <GestureCard onGesture={sound.unlock} />}
        <section className="card pickers" aria-label="Devices">
          <DevicePicker
            label="Microphone"
            devices={devices.microphones}
            value={devices.microphoneId}
            onChange={devices.useMicrophone}
          />
          <DevicePicker
            label="Speaker"
            devices={devices.speakers}
            value={devices.speakerId}
            onChange={devices.useSpeaker}
          />
          {devices.trouble !== undefined && <p role="alert">{devices.trouble}</p>}
        </section>
        <LatencyChart turns={selectLatency(snapshot).turns} />
      </div>
      <Conversation
        transcript={selectTranscript(snapshot)}
        stage={reason !== null ? 'over' : snapshot.hasTag('can-call') ? 'before' : 'during'}
        tooling={{
          tools: selectTools(snapshot),
          decide: (toolCallId, type) => call.send({ type, toolCallId }),
        }}
      />
      <Statechart snapshot={snapshot} />
    </main>
  )
}
