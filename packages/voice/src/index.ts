export { createVoiceCall } from './voice-call.ts'

export type { Levels, MeterName, Meters } from './meters.ts'
export type { MicrophoneView, SpeakerView, VoiceAction, VoiceCallSnapshot, VoicePhase } from './snapshot.ts'
export type { VoiceDevices } from './sound.ts'
export type { InPagePlatform, TokenFunction, TokenSource, VoiceCallParameters } from './token.ts'
export type { VoiceCall, VoiceCallOptions } from './voice-call.ts'
export type { CallEnd, CallProblem, ProblemType } from './user-texts.ts'
