import type { CallEvent } from '../../src/events.ts'

/** States that ignore an event, and the reason. */
export interface Ignored {
  readonly where: readonly string[]
  readonly why: string
}

const idle = 'call.idle'
const connecting = 'call.connecting'
const lastWords = 'call.lastWords'
const ended = 'call.ended'
const active = 'call.active'
const { floor, link, microphone, sound, tools } = {
  link: `${active}.link`,
  floor: `${active}.floor`,
  microphone: `${active}.microphone`,
  sound: `${active}.sound`,
  tools: `${active}.tools`,
}

const noCall: Ignored = { where: [idle, ended], why: 'There is no call.' }
const cannotCome = (...where: readonly string[]): Ignored => ({
  where,
  why: 'Cannot come: the actor that sends it does not run.',
})
const notYet: Ignored = { where: [connecting], why: 'The session has not begun.' }
const endedAlready: Ignored = { where: [lastWords], why: 'The session is over.' }
const inCall: Ignored = { where: [connecting, active, lastWords], why: 'There is a call already.' }
const notHeard: Ignored = {
  where: [`${floor}.listening`, `${floor}.interrupted`],
  why: 'The agent is not heard.',
}
const withoutMicrophone: Ignored = { where: [`${microphone}.off`], why: 'There is no microphone.' }
const noTool = 'There is no tool to interrupt.'
const notAsked: Ignored = {
  where: [`${tools}.idle`, `${tools}.toolPending.running`, `${tools}.toolPending.overdue`],
  why: 'No tool waits for approval.',
}
const afterEnd: Ignored = { where: [lastWords], why: 'The last words have their time, heard or not.' }
const userKnown = 'The machine knows it already.'

const notCaptured: readonly Ignored[] = [cannotCome(idle, connecting, lastWords, ended)]

/** Every event that is ignored somewhere, with the states and the reasons. A test compares it with the machine. */
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
    endedAlready,
    {
      where: [`${floor}.listening`, `${floor}.interrupted`],
      why: 'Nothing is heard that would have to stop.',
    },
    {
      where: [`${microphone}.held`, `${microphone}.muted.held`, `${microphone}.off`],
      why: 'The voice is not sent anyway.',
    },
    { where: [`${sound}.paused`], why: 'It is paused already.' },
  ],
  resume: [
    noCall,
    notYet,
    endedAlready,
    {
      where: [`${microphone}.live`, `${microphone}.muted.open`, `${microphone}.off`],
      why: 'It was not the pause that kept the voice back.',
    },
    { where: [`${sound}.open`], why: 'It is not paused.' },
  ],
  approve: [noCall, notYet, endedAlready, notAsked],
  decline: [noCall, notYet, endedAlready, notAsked],
  speech_started: [
    noCall,
    notYet,
    endedAlready,
    {
      where: ['listening', 'agentSpeaking', 'interrupted'].map((state) => `${floor}.${state}.userSpeaking`),
      why: userKnown,
    },
  ],
  speech_stopped: [
    noCall,
    notYet,
    endedAlready,
    {
      where: ['listening', 'agentSpeaking', 'interrupted']
        .map((state) => `${floor}.${state}.quiet`)
        .concat(`${floor}.listening.thinking`),
      why: userKnown,
    },
  ],
  interruption: [noCall, notYet, endedAlready],
  input_audio_transcript: [
    noCall,
    notYet,
    endedAlready,
    { where: [`${floor}.listening.quiet`, `${floor}.agentSpeaking.quiet`], why: userKnown },
  ],
  tool_call: [noCall, notYet, endedAlready],
  'call.started': [cannotCome(idle, active, lastWords, ended)],
  'call.ended': [cannotCome(idle, ended), { where: [lastWords], why: 'It is why the state was entered.' }],
  'call.error': [cannotCome(idle)],
  'conversation.changed': [
    cannotCome(idle),
    { where: [connecting], why: 'A late event of the last call, which must not change the new one.' },
  ],
  'link.live': [cannotCome(idle, connecting, lastWords, ended), { where: [`${link}.live`], why: userKnown }],
  'link.suspect': [
    cannotCome(idle, connecting, lastWords, ended),
    { where: [`${link}.suspect`], why: userKnown },
  ],
  unknownMessage: [cannotCome(idle, connecting, lastWords, ended)],
  'tool.answered': [
    cannotCome(idle, connecting, lastWords, ended),
    { where: [`${tools}.idle`], why: 'No tool waits for an answer.' },
  ],
  'audio.started': [cannotCome(idle, connecting, ended)],
  'audio.stopped': [cannotCome(idle, connecting, ended), notHeard],
  'audio.cut': [
    cannotCome(idle, connecting),
    {
      where: notHeard.where,
      why: 'The agent is not heard, or its silence was asked for.',
    },
  ],
  'output.running': [cannotCome(idle, connecting, ended), afterEnd],
  'output.needsGesture': [cannotCome(idle, connecting, ended), afterEnd],
  'output.interrupted': [cannotCome(idle, connecting, ended), afterEnd],
  'output.lost': [cannotCome(idle, connecting, ended), afterEnd],
  'input.live': notCaptured,
  'input.silent': notCaptured,
  'input.muted': notCaptured,
  'input.mutedBySystem': notCaptured,
  'input.needsGesture': notCaptured,
  'input.interrupted': notCaptured,
  'input.lost': notCaptured,
  'audio.refused': [cannotCome(idle, connecting, ended)],
  'microphone.off': [
    cannotCome(idle, connecting),
    { where: [lastWords, ended], why: 'The microphone is closed: it reports only an error of its closing.' },
  ],
  'tool.approvalRequested': [cannotCome(idle, connecting, lastWords, ended, `${tools}.idle`)],
  'tool.overdue': [cannotCome(idle, connecting, lastWords, ended, `${tools}.idle`)],
  'tool.settled': [
    cannotCome(idle, connecting, `${tools}.idle`),
    { where: [lastWords, ended], why: 'The end of the call has cancelled every tool call.' },
  ],
  'audio.ended': [
    cannotCome(idle, connecting, ended),
    {
      where: [`${floor}.listening.quiet`, `${floor}.listening.userSpeaking`, `${floor}.interrupted`],
      why: 'Sent after a pause, or by a speaker that was restored from a snapshot: nothing is heard.',
    },
  ],
}
