import { nothing } from 'lit'
import type { VoiceCallSnapshot } from '@vatel/voice'
import type { Agent, PageServer } from './agents/agents.ts'
import type { DemoCall } from './call/demo-call.ts'
import type { Settings } from './call/settings.ts'
import type { StatechartLog } from './call/statechart-log.ts'

/** Everything that is shown. */
export interface View {
  readonly snapshot: VoiceCallSnapshot
  readonly agents: readonly Agent[]
  readonly agent: Agent
  readonly server: PageServer | undefined
  readonly settings: Settings
  readonly hasSlowTools: boolean
  readonly isDrawerOpen: boolean
  /** Milliseconds that the last call has lasted; 0 while it lasts. */
  readonly lastedMs: number
  readonly log: StatechartLog
  readonly demo: DemoCall
  readonly actions: Actions
}

/** The part of the view that the page itself decides. */
export type Choice = Pick<View, 'agent' | 'settings' | 'hasSlowTools' | 'isDrawerOpen'>

/** Actions of the page apart from those of the call. */
export interface Actions {
  readonly choose: (choice: Partial<Choice>) => void
  readonly set: (settings: Partial<Settings>) => void
  readonly toggleDrawer: () => void
  readonly showHelp: () => void
  readonly showSettings: (opener: Element) => void
  readonly closeDialog: () => void
  /** Called after a dialog has closed: what had the focus before it may have gone. */
  readonly dialogClosed: () => void
}

/** True while there is a call, also one that is connected. */
export const isInCall = ({ snapshot }: Pick<View, 'snapshot'>): boolean =>
  snapshot.phase !== 'idle' && snapshot.phase !== 'ended'

/** Screen of the page: before a call, in one, after one. */
export type Screen = 'idle' | 'call' | 'ended'

/** Fixes the colours of an element where the user has chosen light or dark. */
export const themeOf = ({ settings: { theme } }: View) => (theme === 'auto' ? nothing : theme)
