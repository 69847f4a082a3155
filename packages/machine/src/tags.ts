/** The tags for `snapshot.hasTag`, each with its meaning for a button or a lamp. */
export const callTags = {
  'can-call': '`call` begins a call',
  'can-retry': '`retry` begins a new call after one that ended',
  'can-hang-up': '`hangUp` ends the call, or the attempt',
  'in-call': 'the session runs',
  'can-talk': 'the microphone sends the voice of the user',
  'can-mute': '`mute` silences the microphone',
  'can-unmute': '`unmute` lets the microphone send again',
  'can-pause': '`pause` puts the call on hold',
  'can-resume': '`resume` takes the call off hold',
  'can-interrupt': '`interrupt` silences the agent',
  'agent-audible': 'the agent is heard',
  'user-speaking': 'the platform hears the voice of the user',
  'tool-pending': 'the agent waits for the output of a tool',
  'needs-approval': 'a tool waits for `approve` or `decline`',
  'needs-gesture': 'the browser waits for a click or a key before the agent can be heard',
  'sound-interrupted': 'the system holds the sound, as for a phone call',
  'line-suspect': 'nothing has come from the platform for too long: the connection may be dead',
} as const

/** A tag of the machine. */
export type CallTag = keyof typeof callTags
