import type { VoiceCall } from '@vatel/voice'
import type { TimedTranscript } from '@vatel/voice/elements'
import type { Ref } from 'vue'

export { type ElementRef, viewChild } from '@angular/core'
export { watch } from 'vue'

export declare const call: VoiceCall
export declare const tokenUrl: Ref<string>
export declare const bar: HTMLElement
export declare const transcript: TimedTranscript['transcript']
export declare const times: TimedTranscript['times']
