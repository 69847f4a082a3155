import type { TranscriptEntry } from '@vatel/core'
import {
  phaseOf,
  selectPendingTools,
  selectTranscript,
  type CallCommand,
  type CallSnapshot,
  type CallTag,
  type CommandName,
  type Phase,
} from '@vatel/machine'

/** A button of the interface. */
export interface Button {
  readonly label: string
  readonly event: CallCommand
  readonly enabled: boolean
}

/** All that an interface shows, in any framework. */
export interface View {
  readonly phase: Phase
  readonly buttons: readonly Button[]
  readonly lines: readonly string[]
}

const commands: readonly (readonly [label: string, type: CommandName, tag: CallTag])[] = [
  ['Call', 'call', 'can-call'],
  ['Hang up', 'hangUp', 'can-hang-up'],
  ['Mute', 'mute', 'can-mute'],
  ['Unmute', 'unmute', 'can-unmute'],
  ['Hold', 'pause', 'can-pause'],
  ['Resume', 'resume', 'can-resume'],
  ['Interrupt', 'interrupt', 'can-interrupt'],
]

const lineOf = (entry: TranscriptEntry): string => {
  switch (entry.who) {
    case 'user':
      return `You: ${entry.text}`
    case 'agent':
      return `Agent: ${entry.heardText}${entry.interrupted ? ' …' : ''}`
    case 'tool':
      return `${entry.toolName}: ${entry.output ?? '?'}`
  }
}

/** Returns the view of a call. Buttons follow tags, so that none sends an event that is ignored. */
export const viewOf = (snapshot: CallSnapshot): View => ({
  phase: phaseOf(snapshot),
  buttons: [
    ...commands.map(([label, type, tag]) => ({ label, event: { type }, enabled: snapshot.hasTag(tag) })),
    ...selectPendingTools(snapshot)
      .filter(({ status }) => status === 'asking')
      .flatMap(({ toolCallId, toolName }) => [
        { label: `Approve ${toolName}`, event: { type: 'approve' as const, toolCallId }, enabled: true },
        { label: `Decline ${toolName}`, event: { type: 'decline' as const, toolCallId }, enabled: true },
      ]),
  ],
  lines: selectTranscript(snapshot).map(lineOf),
})
