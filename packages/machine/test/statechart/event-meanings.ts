import type { CallEvent } from '../../src/events.ts'

/** The source of an event. */
export type Origin = 'interface' | 'platform' | 'dial' | 'connection' | 'speaker' | 'microphone' | 'machine'

/** Every event with its source and its meaning. The compiler reports a missing one. */
export const eventMeanings: Readonly<Record<CallEvent['type'], readonly [Origin, string]>> = {
  call: ['interface', 'Begin a call; `parameters` go to `connect`.'],
  hangUp: ['interface', 'End the call, or the attempt.'],
  mute: ['interface', 'Send silence in place of the voice of the user.'],
  unmute: ['interface', 'Send the voice again.'],
  interrupt: ['interface', 'Silence the agent here and now, whether or not the platform notices.'],
  pause: ['interface', 'Put the call on hold, both ways.'],
  resume: ['interface', 'Take it off hold.'],
  retry: [
    'interface',
    'Begin a new call after one that has ended: a new session, with a fresh token, and with the parameters of the last call unless it brings its own.',
  ],
  approve: ['interface', 'Let a tool run that waits for approval, by its `toolCallId`.'],
  decline: ['interface', 'Refuse it; the agent gets that as the output.'],
  speech_started: ['platform', 'Voice activity begins. An emulated start changes nothing: nobody speaks.'],
  speech_stopped: ['platform', 'Voice activity ends.'],
  interruption: ['platform', 'The user has interrupted the agent.'],
  input_audio_transcript: [
    'platform',
    'The final transcript of the user. Interim ones change the conversation only.',
  ],
  tool_call: [
    'platform',
    'The agent calls a tool, for the first time: repeated calls do not enter the machine.',
  ],
  'call.started': ['dial', 'The session has begun.'],
  'call.ended': ['connection', 'The call has ended, with the reason; from `dial`: it could not begin.'],
  'call.error': ['connection', 'An error that does not end the call; also from the other actors.'],
  'conversation.changed': [
    'connection',
    'The transcript or the latencies have changed, and nothing else; also from `speaker`.',
  ],
  'link.live': ['connection', 'The platform gives signs of life again.'],
  'link.suspect': ['connection', 'Nothing has come from the platform for too long.'],
  'tool.approvalRequested': ['connection', 'A tool waits for approval.'],
  'tool.overdue': ['connection', 'A tool has run for its `answersWithinMs`, and goes on.'],
  'tool.settled': [
    'connection',
    'A tool call has its one outcome: result, error, timeout, cancelled or declined.',
  ],
  'tool.answered': ['connection', 'Somebody outside the machine has answered a tool call.'],
  unknownMessage: [
    'connection',
    'A newer platform sent a message of a type that this version does not know.',
  ],
  'audio.started': ['speaker', 'The agent begins to be heard.'],
  'audio.stopped': ['speaker', 'The agent is not heard any more, at least for a moment.'],
  'audio.cut': ['speaker', 'The rest of the agent’s speech was thrown away.'],
  'audio.refused': [
    'speaker',
    'The speaker did not take all of a chunk: `refusedMs` of its turn are never heard.',
  ],
  'audio.ended': ['machine', 'The agent has been silent for longer than a gap between two chunks.'],
  'output.running': ['speaker', 'The speaker can sound again.'],
  'output.needsGesture': ['speaker', 'The browser lets the page sound only after a click or a key.'],
  'output.interrupted': ['speaker', 'The system holds the sound, as for a phone call.'],
  'output.lost': [
    'speaker',
    'The device that plays the agent is gone; `reason` is one word, if it says one.',
  ],
  'input.live': ['microphone', 'The microphone captures again.'],
  'input.silent': ['microphone', 'It has captured only zeros for seconds.'],
  'input.muted': ['microphone', 'It was muted at the device, by the program.'],
  'input.mutedBySystem': ['microphone', 'It was muted by the system or the browser.'],
  'input.needsGesture': ['microphone', 'The browser lets the page capture only after a click or a key.'],
  'input.interrupted': ['microphone', 'The system holds the microphone, as for a phone call.'],
  'input.lost': ['microphone', 'The device is gone; `reason` is one word, if it says one.'],
  'microphone.off': ['microphone', 'There is no microphone, or it has failed.'],
}
