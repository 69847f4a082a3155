import type { CallSnapshot } from '@vatel/machine'

/** A device that keeps the user and the agent from hearing each other, in the words of a user. */
export interface DeviceTrouble {
  readonly title: string
  /** What to do about it. */
  readonly advice: string
}

const lostMicrophone: Readonly<Record<string, string>> = {
  ended: 'It was unplugged, or is no longer allowed. Connect it again, or choose another below.',
  denied: 'It is no longer allowed. Allow it for this page, with the sign beside its address.',
  'in-use': 'Another program may hold it. Close that program, or choose another microphone below.',
  'not-found': 'There is none any more. Plug one in, or choose another below.',
}

/** Returns the reason why the agent does not hear the user; `undefined` when the microphone captures, or is muted here. */
export const microphoneTrouble = (snapshot: CallSnapshot): DeviceTrouble | undefined => {
  if (!snapshot.hasTag('user-inaudible')) return undefined
  if (snapshot.hasTag('microphone-lost')) {
    const reason = snapshot.context.deviceReasons.microphone ?? 'ended'
    const advice = lostMicrophone[reason] ?? 'Connect it again, or choose another below.'
    return { title: 'Microphone lost', advice }
  }
  if (snapshot.hasTag('microphone-silent'))
    return {
      title: 'The microphone is silent',
      advice: 'Look for a switch on it, or choose another microphone below.',
    }
  if (snapshot.hasTag('microphone-muted'))
    return {
      title: 'The microphone is muted',
      advice: 'The system has muted it. Turn it on there, or with the key for it.',
    }
  if (snapshot.hasTag('microphone-interrupted'))
    return { title: 'The microphone is in use', advice: 'It comes back when the other call is over.' }
  return { title: 'The microphone waits for you', advice: 'Click anywhere on the page to turn it on.' }
}

/** Returns the reason why the user does not hear the agent. A browser that waits for a gesture has a card of its own. */
export const speakerTrouble = (snapshot: CallSnapshot): DeviceTrouble | undefined => {
  if (snapshot.hasTag('sound-lost'))
    return {
      title: 'Speaker lost',
      advice: 'Connect it again, or choose another below. The agent’s speech waits.',
    }
  if (snapshot.hasTag('sound-interrupted'))
    return { title: 'The sound is in use', advice: 'The agent is heard again when the other call is over.' }
  return undefined
}
