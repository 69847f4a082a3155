import { VatelCall } from './call.ts'
import { define } from './call-element.ts'
import { VatelCaptions } from './captions.ts'
import { VatelDevices } from './devices.ts'
import { VatelStatus } from './status.ts'
import { VatelTranscript } from './transcript.ts'
import { VatelVisualizer } from './visualizer.ts'

declare global {
  interface HTMLElementTagNameMap {
    'vatel-call': VatelCall
    'vatel-captions': VatelCaptions
    'vatel-devices': VatelDevices
    'vatel-status': VatelStatus
    'vatel-transcript': VatelTranscript
    'vatel-visualizer': VatelVisualizer
  }
}

define('vatel-visualizer', VatelVisualizer)
define('vatel-transcript', VatelTranscript)
define('vatel-status', VatelStatus)
define('vatel-devices', VatelDevices)
define('vatel-captions', VatelCaptions)
define('vatel-call', VatelCall)

// For a page without a bundler, which has no other file to import them from.
export { schema, tool } from '@vatel/core'
export { setTexts } from './call-element.ts'
export { createVoiceCall } from '../voice-call.ts'
export { formatTranscript } from './transcript-files.ts'
export { VatelCall, VatelCaptions, VatelDevices, VatelStatus, VatelTranscript, VatelVisualizer }

export type { PhaseDetail, StartDetail } from './call.ts'
export type { CallElement } from './call-element.ts'
export type { CallTimes, LineTime } from './follow-call.ts'
export type { ToolLabels, ToolWords } from './tool-card.ts'
export type { TimedTranscript, TranscriptFormat } from './transcript-files.ts'
export type { ElementTexts, Sentences } from '../texts.ts'
export type { VisualizerKind } from './visualizer.ts'
