import { callSetup, keepTold } from '../call-setup.ts'

/** What was said, and how quickly: kept as it is told, whatever else an event changes. */
export const conversation = callSetup.createStateConfig({
  on: {
    conversation: { actions: keepTold },
    speech_started: { actions: keepTold },
    speech_stopped: { actions: keepTold },
    interruption: { actions: keepTold },
    input_audio_transcript: { actions: keepTold },
    tool_call: { actions: keepTold },
    toolAnswered: { actions: keepTold },
    soundBegan: { actions: keepTold },
    soundStopped: { actions: keepTold },
    soundCut: { actions: keepTold },
  },
})
