import type { CallEvent } from '../../src/events.ts'

/** States in which an event changes nothing, and why that is right. */
export interface Ignored {
  readonly where: readonly string[]
  readonly why: string
}

const idle = 'call.idle'
const connecting = 'call.connecting'
const lastWords = 'call.lastWords'
const ended = 'call.ended'
const active = 'call.active'
const { floor, microphone, sound, tools } = {
  floor: `${active}.floor`,
  microphone: `${active}.microphone`,
  sound: `${active}.sound`,
  tools: `${active}.tools`,
}

const noCall: Ignored = { where: [idle, ended], why: 'There is no call.' }
const notTold = (...where: readonly string[]): Ignored => ({
  where,
  why: 'Cannot come: the actor that tells it does not run.',
})
const notYet: Ignored = { where: [connecting], why: 'The session has not begun.' }
const overAlready: Ignored = { where: [lastWords], why: 'The session is over.' }
const inCall: Ignored = { where: [connecting, active, lastWords], why: 'There is a call already.' }
const notHeard: Ignored = {
  where: [`${floor}.listening`, `${floor}.interrupted`],
  why: 'The agent is not heard.',
}
const withoutMicrophone: Ignored = { where: [`${microphone}.off`], why: 'There is no microphone.' }
const noTool = 'There is no tool to be told.'
const notAsked: Ignored = { where: [`${tools}.idle`, `${tools}.toolPending.running`], why: 'No tool asks.' }
const afterOver: Ignored = { where: [lastWords], why: 'The last words have their time, heard or not.' }
const userKnown = 'The platform’s word for what is known already.'

/** Every event that is ignored somewhere, where, and why. A test holds it against the machine. */
export const ignored: Readonly<Record<CallEvent['type'], readonly Ignored[]>> = {
  call: [inCall],
  retry: [{ where: [idle], why: 'Nothing has been tried yet: `call`.' }, inCall],
  hangUp: [noCall],
  mute: [
    noCall,
    { where: [`${connecting}.muted`, `${microphone}.muted`], why: 'It is muted already.' },
    withoutMicrophone,
    { where: [lastWords], why: 'The microphone is closed.' },
  ],
  unmute: [
    noCall,
    {
      where: [`${connecting}.unmuted`, `${microphone}.live`, `${microphone}.held`],
      why: 'It is not muted.',
    },
    withoutMicrophone,
    { where: [lastWords], why: 'The microphone is closed.' },
  ],
  interrupt: [
    noCall,
    notYet,
    { where: [`${floor}.interrupted`], why: 'The agent is silenced already.' },
    { where: [`${tools}.idle`], why: noTool },
  ],
  pause: [
    noCall,
    notYet,
    overAlready,
    {
      where: [`${floor}.listening`, `${floor}.interrupted`],
      why: 'Nothing is heard that would have to stop.',
    },
    {
      where: [`${microphone}.held`, `${microphone}.muted`, `${microphone}.off`],
      why: 'The voice is not sent anyway.',
    },
    { where: [`${sound}.paused`], why: 'It is paused already.' },
  ],
  resume: [
    noCall,
    notYet,
    overAlready,
    {
      where: [`${microphone}.live`, `${microphone}.muted`, `${microphone}.off`],
      why: 'It was not the pause that kept the voice back.',
    },
    { where: [`${sound}.open`], why: 'It is not paused.' },
  ],
  approve: [noCall, notYet, overAlready, notAsked],
  decline: [noCall, notYet, overAlready, notAsked],
  speech_started: [
    noCall,
    notYet,
    overAlready,
    {
      where: ['listening', 'agentSpeaking', 'interrupted'].map((state) => `${floor}.${state}.userSpeaking`),
      why: userKnown,
    },
  ],
  speech_stopped: [
    noCall,
    notYet,
    overAlready,
    {
      where: ['listening', 'agentSpeaking', 'interrupted'].map((state) => `${floor}.${state}.quiet`),
      why: userKnown,
    },
  ],
  interruption: [noCall, notYet, overAlready, { where: [`${tools}.idle`], why: noTool }],
  input_audio_transcript: [
    noCall,
    notYet,
    overAlready,
    { where: [`${floor}.listening.quiet`, `${floor}.agentSpeaking.quiet`], why: userKnown },
  ],
  tool_call: [noCall, notYet, overAlready],
  opened: [notTold(idle, active, lastWords, ended)],
  over: [notTold(idle, ended), { where: [lastWords], why: 'It is why the state was entered.' }],
  conversation: [{ where: ['call'], why: 'Kept beside the chart: it moves no state.' }],
  trouble: [notTold(idle)],
  unknownMessage: [notTold(idle, connecting, lastWords, ended)],
  toolAnswered: [
    notTold(idle, connecting, lastWords, ended),
    { where: [`${tools}.idle`], why: 'No tool waits for an answer.' },
  ],
  soundBegan: [notTold(idle, connecting, ended)],
  soundStopped: [notTold(idle, connecting, ended), notHeard],
  soundCut: [
    notTold(idle, connecting),
    { where: [ended], why: 'What was heard last is kept beside the chart.' },
    {
      where: notHeard.where,
      why: 'The agent is not heard, or its silence is what was asked for.',
    },
  ],
  outputRuns: [notTold(idle, connecting, ended), afterOver],
  outputNeedsGesture: [notTold(idle, connecting, ended), afterOver],
  outputInterrupted: [notTold(idle, connecting, ended), afterOver],
  microphoneOff: [
    notTold(idle, connecting),
    { where: [lastWords, ended], why: 'The microphone is closed: only trouble with closing it is told.' },
  ],
  toolAsks: [notTold(idle, connecting, lastWords, ended, `${tools}.idle`)],
  toolSettled: [notTold(idle, connecting, lastWords, ended, `${tools}.idle`)],
  agentDone: [
    notTold(idle, connecting, ended),
    { where: notHeard.where, why: 'Told by a speaker that was restored from a snapshot: nothing is heard.' },
  ],
}
