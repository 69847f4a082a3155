import type { VoiceCall } from '@vatel/voice'
import type { TimedTranscript } from '@vatel/voice/elements'

export { type ElementRef, viewChild } from '@angular/core'

export declare const call: VoiceCall
export declare const bar: HTMLElement
export declare const transcript: TimedTranscript['transcript']
export declare const times: TimedTranscript['times']
