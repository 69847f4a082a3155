import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createClient } from '@vatel/core'
import { startSimulator, type Faults, type LogEntry } from '@vatel/simulator/node'
import type { Page } from 'playwright-core'
import type { Chromium } from '../../../test/browser/chromium.ts'
import type { Session } from '../src/server/mint.ts'
import { servePage } from '../src/server/serve-page.ts'
import { keepEverything } from './kept.ts'

/** Sixteen seconds of a user who books a table: a voice for tests that need one. */
const voice = join(__dirname, '../../../packages/simulator/speech/bistro/user.wav')

/** What a browser is told of its microphone. */
export const microphones = {
  guest: [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-audio-capture=${voice}%noloop`,
  ],
  denied: ['--use-fake-device-for-media-stream', '--deny-permission-prompts'],
} as const

const scenarios = join(__dirname, '../../../packages/simulator/scenarios')

/**
 * Writes the city guide with more time before an answer, and without an end of the agent, whose goodbye a busy machine may not
 * have begun to play; returns the file. A page that stands still for 1.5 s pauses the utterance, and one that goes on before the
 * answer continues it: 4.5 s make no two utterances of one.
 */
export const writePatientGuide = (folder: string): string => {
  const scenario = JSON.parse(readFileSync(join(scenarios, 'city-guide.json'), 'utf8')) as {
    thinkMs: number
    readonly lines: Readonly<Record<string, { speech: string }>>
    readonly turns: readonly { end?: boolean }[]
  }
  scenario.thinkMs = 3_000
  for (const turn of scenario.turns) delete turn.end
  for (const line of Object.values(scenario.lines)) line.speech = join(scenarios, line.speech)
  const file = join(folder, 'patient-guide.json')
  writeFileSync(file, JSON.stringify(scenario))
  return file
}

/** How a stage is set. */
export interface StageOptions {
  readonly browser: Chromium
  /** Where the built page is. */
  readonly folder: string
  readonly scenario?: string
  readonly faults?: Faults
  readonly log?: (entry: LogEntry) => void
  /** Stands between the page and its token. */
  readonly beforeToken?: () => Promise<void>
}

/** A platform, the page's server, and the page. */
export interface Stage {
  readonly page: Page
  /** What the page complained about; a test takes out what it expects. */
  readonly complaints: string[]
  /** Ends the platform, as a machine that dies. */
  killPlatform(): Promise<void>
  /** Ends the page's server. */
  killServer(): Promise<void>
  close(): Promise<void>
}

/** Starts the platform and the page's server, and shows the page in a tab of its own. */
export const setStage = async (options: StageOptions): Promise<Stage> => {
  const { browser, folder, scenario, faults = {}, log = () => undefined, beforeToken } = options
  const simulator = await startSimulator({ faults, log, ...(scenario !== undefined && { scenario }) })
  const client = createClient({ apiKey: simulator.apiKey, baseUrl: simulator.url })
  const mint = async (): Promise<Session> => {
    await beforeToken?.()
    const { token } = await client.session.generateToken({ agent_id: simulator.agentId })
    return { token, baseUrl: simulator.url }
  }
  const { name: agent } = simulator.scenario.scenario.agent
  const server = await servePage(folder, 0, mint, {
    agent,
    baseUrl: simulator.url,
    place: 'Simulated on this machine',
  })
  const page = await browser.context.newPage()
  // Longer than any phase, also on a busy machine; the time limit of the test is the limit.
  page.setDefaultTimeout(240_000)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  await page.addInitScript(keepEverything)
  await page.goto(server.url)
  return {
    page,
    complaints,
    killPlatform: () => simulator.close(),
    killServer: () => server.close(),
    async close() {
      await page.close()
      await Promise.allSettled([server.close(), simulator.close()])
    },
  }
}
