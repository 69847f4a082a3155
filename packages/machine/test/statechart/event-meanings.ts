import type { CallEvent } from '../../src/events.ts'

/** Whom an event comes from. */
export type Origin =
  'interface' | 'platform' | 'dial' | 'connection' | 'speaker' | 'microphone' | 'tool' | 'machine'

/** Every event, whom it comes from, and what it says. The compiler knows when one is missing. */
export const eventMeanings: Readonly<Record<CallEvent['type'], readonly [Origin, string]>> = {
  call: ['interface', 'Begin a call.'],
  hangUp: ['interface', 'End the call, or the attempt.'],
  mute: ['interface', 'Send silence in place of the voice of the user.'],
  unmute: ['interface', 'Send the voice again.'],
  interrupt: ['interface', 'Silence the agent here and now, whether or not the platform notices.'],
  pause: ['interface', 'Put the call on hold, both ways.'],
  resume: ['interface', 'Take it off hold.'],
  retry: ['interface', 'Begin a new call after one that has ended: a new session, with a fresh token.'],
  approve: ['interface', 'Let a tool run that asked for it, by its `toolCallId`.'],
  decline: ['interface', 'Refuse it; the agent is told so.'],
  speech_started: [
    'platform',
    'Voice activity begins. Emulated starts are nobody’s voice and change nothing.',
  ],
  speech_stopped: ['platform', 'Voice activity ends.'],
  interruption: ['platform', 'The user has interrupted the agent.'],
  input_audio_transcript: ['platform', 'What the user said, final. Interim ones move the transcript only.'],
  tool_call: ['platform', 'The agent asks for a tool.'],
  opened: ['dial', 'The session has begun.'],
  over: ['connection', 'The call has ended, or did not begin; with the reason.'],
  conversation: [
    'connection',
    'The transcript or the latencies have changed, and nothing else; the speaker tells it too.',
  ],
  trouble: [
    'connection',
    'Something went wrong that does not end the call; speaker and microphone tell it too.',
  ],
  unknownMessage: ['connection', 'A newer platform sent something this version does not know.'],
  toolAnswered: ['connection', 'Somebody outside the machine has answered a tool.'],
  soundBegan: ['speaker', 'The agent begins to be heard.'],
  soundStopped: ['speaker', 'The agent is not heard any more, at least for a moment.'],
  soundCut: ['speaker', 'What was to be heard of the agent was thrown away.'],
  outputRuns: ['speaker', 'The speaker can sound again.'],
  outputNeedsGesture: ['speaker', 'The browser lets the page sound only after a click or a key.'],
  outputInterrupted: ['speaker', 'The system holds the sound, as for a phone call.'],
  microphoneOff: ['microphone', 'There is no microphone, or it has failed.'],
  toolAsks: ['tool', 'A tool wants to be approved before it runs.'],
  toolSettled: ['tool', 'A tool has its one outcome: result, error, timeout, cancelled or declined.'],
  agentDone: ['machine', 'The agent has been silent for longer than a gap between two chunks lasts.'],
}
