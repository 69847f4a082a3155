import type { Agent } from '@vatel/core'
import type { Scenario } from './scenario.ts'

/** What governs a call, with the names of REST. What is absent is as the scenario has it. */
export type CallSettings = Readonly<
  Pick<
    Agent,
    'first_message' | 'prompt' | 'first_message_interruption_time' | 'vad_settings' | 'timeout_settings'
  >
>

/** Puts settings over those of a scenario's agent: a group of settings keeps what the other does not name. */
export const settingsOver = ({ agent }: Scenario, settings: CallSettings) => ({
  ...agent,
  ...settings,
  vad_settings: { ...agent.vad_settings, ...settings.vad_settings },
  timeout_settings: { ...agent.timeout_settings, ...settings.timeout_settings },
})
