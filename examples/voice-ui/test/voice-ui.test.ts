import { join } from 'node:path'
import { RefusedError } from '@vatel/core'
import { startSimulator, type Simulator } from '@vatel/simulator/node'
import { launchChromium, type Chromium } from '../../../test/browser/chromium.ts'
import { buildPage } from './build-page.ts'
import { devicesOn, devicesOpened, loseMicrophone, plugMicrophoneIn, unplugMicrophone } from './kept.ts'
import { findBarriers, takePicture } from './look.ts'
import { runCommand } from './run-command.ts'
import { microphones, setStage, type Stage, type StageOptions } from './stage.ts'

jest.setTimeout(300_000)

const bistro = join(__dirname, '../../../packages/simulator/scenarios/bistro.json')

const inPhase = ({ page }: Stage, phase: string) => page.locator(`.lamp[data-phase="${phase}"]`).waitFor()

const callButton = ({ page }: Stage) => page.locator('.call-button')

const card = ({ page }: Stage) => page.locator('.end')

/** The end of a call is told before the last context has closed. */
const expectAllOff = async ({ page }: Stage) => {
  await page.waitForFunction(
    () =>
      window.kept.tracks.every(({ readyState }) => readyState === 'ended') &&
      window.kept.contexts.every(({ state }) => state === 'closed'),
  )
  expect(await page.evaluate(devicesOn)).toEqual({ tracks: 0, contexts: 0 })
}

/** What is left of a list when all of another was found in it, in its order. */
const missingFrom = (all: readonly string[], wanted: readonly string[]) =>
  all.reduce((left, one) => (one === left[0] ? left.slice(1) : left), [...wanted])

describe('the page', () => {
  let folder: string
  let browser: Chromium
  let stage: Stage

  const begin = async (options: Partial<StageOptions> = {}) => {
    stage = await setStage({ browser, folder, ...options })
  }

  beforeAll(async () => {
    // React's own checks run here, and each of its effects twice.
    folder = buildPage('development')
    browser = await launchChromium(microphones.tourist, { viewport: { width: 1280, height: 900 } })
  })
  afterEach(async () => {
    expect(stage.complaints).toEqual([])
    expect(await stage.page.evaluate(() => window.kept.violations)).toEqual([])
    await stage.close()
  })
  afterAll(() => browser.close())

  describe('of a whole call', () => {
    it('shows a voice, a tool and an interruption, without a barrier to anybody', async () => {
      let giveToken: () => void = () => undefined
      const token = new Promise<void>((resolve) => (giveToken = resolve))
      await begin({ folder: buildPage('production'), beforeToken: () => token })
      const { page } = stage
      await takePicture(page, '1-no-call')
      expect(await findBarriers(page)).toEqual([])
      await callButton(stage).click()
      await inPhase(stage, 'connecting')
      await takePicture(page, '2-connecting')
      expect(await findBarriers(page)).toEqual([])
      const phasesToSee = ['listening', 'agentSpeaking', 'toolPending', 'interrupted']
      // All waits begin before the call: on a busy machine a phase may pass while the one before it is examined.
      const seen = phasesToSee.map((phase) => inPhase(stage, phase))
      void Promise.allSettled(seen)
      giveToken()
      for (const [at, phase] of phasesToSee.entries()) {
        await seen[at]
        await takePicture(page, `${at + 3}-${phase}`)
        expect(await findBarriers(page)).toEqual([])
      }
      await inPhase(stage, 'ended')
      await takePicture(page, '7-ended')
      expect(await findBarriers(page)).toEqual([])

      const first = ['connecting', 'listening', 'agentSpeaking', 'listening', 'toolPending', 'agentSpeaking']
      const phases = await page.evaluate(() => window.kept.phases)
      expect(missingFrom(phases, [...first, 'interrupted', 'agentSpeaking', 'ended'])).toEqual([])
      expect(await page.locator('.line.user p').allInnerTexts()).toEqual([
        'Hi Ada, what is the weather in Paris right now?',
        'Very nice, and tell me about the museums there.',
        'Stop, thank you, that is all, goodbye.',
      ])
      expect(await page.locator('.tool').innerText()).toContain('sunny, 21 degrees')
      expect(await page.locator('.tool').getAttribute('data-status')).toBe('result')
      // The agent was cut short: it began the sentence, and nobody heard its end.
      const cut = page.locator('.line.agent', { hasText: 'With pleasure. Paris has' })
      expect(await cut.count()).toBe(1)
      expect(await cut.locator('del').innerText()).toContain('a garden full of sculptures.')
      expect(await page.locator('.latency rect.heard').count()).toBe(3)
      expect(await page.locator('.state[data-active="true"]').allInnerTexts()).toEqual(['ended'])
      expect(await card(stage).innerText()).toContain('The agent ended the call')
      await expectAllOff(stage)
    })
  })

  describe('in a call', () => {
    it('mutes, holds and silences, each by a button that works when it can', async () => {
      await begin()
      const { page } = stage
      const button = (name: string) => page.getByRole('button', { name, exact: true })
      expect(await button('Mute').isDisabled()).toBe(true)
      await callButton(stage).click()
      await inPhase(stage, 'agentSpeaking')
      await button('Silence the agent').click()
      await inPhase(stage, 'interrupted')
      expect(await button('Silence the agent').isDisabled()).toBe(true)
      for (const name of ['Mute', 'Hold']) {
        await button(name).click()
        await page.locator(`button[aria-pressed="true"]`, { hasText: name }).waitFor()
        await button(name).click()
        await page.locator(`button[aria-pressed="false"]`, { hasText: name }).waitFor()
      }
      await page.locator('del', { hasText: 'help you?' }).waitFor()
    })

    it('goes on with another microphone and another speaker', async () => {
      await begin()
      const { page } = stage
      await callButton(stage).click()
      await inPhase(stage, 'agentSpeaking')
      await page.getByLabel('Microphone').selectOption({ label: 'Fake Audio Input 1' })
      await page.waitForFunction(() => window.kept.tracks.length === 2)
      await page.waitForFunction(() => window.kept.tracks[0]?.readyState === 'ended')
      expect(await page.evaluate(() => window.kept.tracks[1]?.label)).toBe('Fake Audio Input 1')
      await page.getByLabel('Speaker').selectOption({ label: 'Fake Audio Output 1' })
      await page.waitForFunction(() => document.querySelectorAll('select')[1]?.value !== '')
      expect(await page.getByRole('alert').allInnerTexts()).toEqual([])
      expect(await page.evaluate(() => window.kept.phases.slice(1))).not.toContain('ended')
      await callButton(stage).click()
      await inPhase(stage, 'ended')
      await expectAllOff(stage)
    })
  })

  describe('run by nobody but itself', () => {
    it('holds a call with a platform inside the page, on a telephone in the dark', async () => {
      await begin()
      const { page } = stage
      await page.emulateMedia({ colorScheme: 'dark' })
      await page.setViewportSize({ width: 390, height: 844 })
      await page.getByRole('switch').check()
      await stage.killPlatform()
      await callButton(stage).click()
      await inPhase(stage, 'agentSpeaking')
      await page.getByText('Hello, this is Ada').waitFor()
      await takePicture(page, '8-phone-dark')
      expect(await findBarriers(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
      await callButton(stage).click()
      await inPhase(stage, 'ended')
      await expectAllOff(stage)
    })
  })

  describe('at the end of a call', () => {
    it('is off after hanging up, by keyboard alone', async () => {
      await begin()
      const { page } = stage
      await page.getByRole('switch').focus()
      await page.keyboard.press('Tab')
      await page.locator('.call-button:focus').waitFor()
      await page.keyboard.press('Enter')
      await inPhase(stage, 'agentSpeaking')
      await page.keyboard.press('Enter')
      await inPhase(stage, 'ended')
      expect(await card(stage).innerText()).toContain('You hung up')
      expect(await callButton(stage).evaluate((button) => button === document.activeElement)).toBe(true)
      await expectAllOff(stage)
    })

    it('has opened one microphone and one speaker for it, though React mounts it twice', async () => {
      const sessions: unknown[] = []
      await begin({
        log: (entry) => {
          if (JSON.stringify(entry).includes('session_started')) sessions.push(entry)
        },
      })
      const { page } = stage
      expect(await page.evaluate(devicesOpened)).toEqual({ tracks: 0, contexts: 0 })
      await callButton(stage).click()
      await inPhase(stage, 'agentSpeaking')
      await callButton(stage).click()
      await inPhase(stage, 'ended')
      await expectAllOff(stage)
      const opened = await page.evaluate(devicesOpened)
      expect(opened.tracks).toBe(1)
      expect(sessions).toHaveLength(1)
    })

    it.each([
      ['a key that is not accepted', new RefusedError(401, 'no such key'), 'The call was not allowed'],
      ['an agent that is not there', new RefusedError(404, 'no such agent'), 'There is no such agent'],
      ['a busy platform', new RefusedError(429, ''), 'The line is busy'],
    ])('says so of %s, and is off', async (_what, refusal, title) => {
      await begin({ beforeToken: () => Promise.reject(refusal) })
      await callButton(stage).click()
      await inPhase(stage, 'ended')
      expect(await card(stage).innerText()).toContain(title)
      await expectAllOff(stage)
      expect(stage.complaints).toHaveLength(1)
      stage.complaints.splice(0)
    })

    it.each([
      ['breaks', { close: { afterMs: 1_500, code: 1006 } }],
      ['is closed with an error', { close: { afterMs: 1_500, code: 1011 } }],
    ])('says so of a connection that %s, and is off', async (_how, faults) => {
      await begin({ faults })
      await callButton(stage).click()
      await inPhase(stage, 'ended')
      expect(await card(stage).innerText()).toContain('The connection was lost')
      await expectAllOff(stage)
      expect(await callButton(stage).innerText()).toBe('Call again')
    })

    it('is off when the platform dies', async () => {
      await begin()
      await callButton(stage).click()
      await inPhase(stage, 'agentSpeaking')
      await stage.killPlatform()
      await inPhase(stage, 'ended')
      expect(await card(stage).innerText()).toContain('The connection was lost')
      await expectAllOff(stage)
    })

    it('is off when the page is left, also where the browser keeps it for a way back', async () => {
      await begin()
      await callButton(stage).click()
      await inPhase(stage, 'agentSpeaking')
      await stage.page.evaluate(() =>
        window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })),
      )
      await inPhase(stage, 'ended')
      await expectAllOff(stage)
    })

    it('is off after hanging up before there is a call', async () => {
      await begin({ beforeToken: () => new Promise(() => undefined) })
      await callButton(stage).click()
      await inPhase(stage, 'connecting')
      await stage.page.waitForFunction(() => window.kept.tracks.length === 1)
      await callButton(stage).click()
      await inPhase(stage, 'ended')
      expect(await card(stage).innerText()).toContain('You hung up')
      await expectAllOff(stage)
    })

    it('says so of a microphone that is unplugged in the call, and listens again once it is back', async () => {
      await begin()
      const { page } = stage
      const trouble = page.locator('.trouble')
      await callButton(stage).click()
      await inPhase(stage, 'agentSpeaking')
      await page.evaluate(loseMicrophone)
      await trouble.waitFor()
      expect(await trouble.innerText()).toContain('Microphone lost')
      await inPhase(stage, 'listening')
      expect(await page.locator('.lamp').innerText()).toBe('Microphone lost')
      expect(await findBarriers(page)).toEqual([])
      await page.evaluate(plugMicrophoneIn)
      await trouble.waitFor({ state: 'detached' })
      expect(await page.locator('.lamp').innerText()).not.toContain('Microphone')
      await callButton(stage).click()
      await expectAllOff(stage)
    })

    it('says so of a microphone that is not there, and is off', async () => {
      await begin()
      await stage.page.evaluate(unplugMicrophone)
      await callButton(stage).click()
      await inPhase(stage, 'ended')
      expect(await card(stage).innerText()).toContain('There is no microphone')
      await expectAllOff(stage)
    })
  })
})

describe('the page of a guest', () => {
  it('asks before a tool runs that wants to be asked', async () => {
    const browser = await launchChromium(microphones.guest, { viewport: { width: 1280, height: 900 } })
    const stage = await setStage({ browser, folder: buildPage('development'), scenario: bistro })
    await callButton(stage).click()
    const tool = stage.page.locator('.tool')
    await stage.page.locator('.tool[data-status="asking"]').waitFor()
    await takePicture(stage.page, '10-approval')
    expect(await findBarriers(stage.page)).toEqual([])
    await tool.getByRole('button', { name: 'Allow' }).click()
    await stage.page.locator('.tool[data-status="result"]').waitFor()
    expect(await tool.innerText()).toContain('booked for 2 at 20:00')
    await callButton(stage).click()
    await expectAllOff(stage)
    await stage.close()
    await browser.close()
  })
})

describe('the page that may not hear', () => {
  it('says so and is off', async () => {
    const browser = await launchChromium(microphones.denied)
    const stage = await setStage({ browser, folder: buildPage('development') })
    await callButton(stage).click()
    await inPhase(stage, 'ended')
    expect(await card(stage).innerText()).toContain('The microphone is not allowed')
    await takePicture(stage.page, '9-microphone-denied')
    expect(await findBarriers(stage.page)).toEqual([])
    await expectAllOff(stage)
    await stage.close()
    await browser.close()
  })
})

// In the same file as the page, so that not two processes build at once.
describe('the command', () => {
  let simulator: Simulator

  beforeAll(async () => {
    buildPage('production')
    simulator = await startSimulator()
  })
  afterAll(() => simulator.close())

  it('keeps the key and gives the page tokens of the platform', async () => {
    const { apiKey, url: baseUrl } = simulator
    const { printed, ended, started, stop } = runCommand(['--port', '0', '--base-url', baseUrl], apiKey)
    const url = await started
    expect(printed.stdout).toContain('Ada, the city guide at 127.0.0.1')
    const page = await (await fetch(url)).text()
    const session = await (await fetch(`${url}api/session`, { method: 'POST' })).text()
    expect(JSON.parse(session)).toMatchObject({ baseUrl })
    expect(`${printed.stdout}${printed.stderr}${page}${session}`).not.toContain(apiKey)
    stop()
    expect(await ended).toBe(0)
  })

  it.each([
    ['a key that is wrong', ['--port', '0'], 'no-such-key', 'refused with 401'],
    [
      'an agent that is not there',
      ['--agent-id', '00000000-0000-4000-8000-000000000000'],
      undefined,
      'refused with 404',
    ],
  ])('says in a line that it got %s', async (_what, args, key, line) => {
    const { printed, ended } = runCommand([...args, '--base-url', simulator.url], key ?? simulator.apiKey)
    expect(await ended).toBe(2)
    expect(printed.stderr.trim().split('\n')).toHaveLength(1)
    expect(printed.stderr).toContain(line)
  })
})
