import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readWav } from '@vatel/audio'
import { RefusedError } from '@vatel/core'
import { startSimulator, type Simulator } from '@vatel/simulator/node'
import type { Page } from 'playwright-core'
import sirv from 'sirv'
import { launchChromium, type Chromium } from '../../../test/browser/chromium.ts'
import { buildPage } from './build-page.ts'
import {
  devicesOn,
  devicesOpened,
  keepEverything,
  loseMicrophone,
  plugMicrophoneIn,
  unplugMicrophone,
} from './kept.ts'
import { findBarriers, inspect } from './look.ts'
import { runCommand } from './run-command.ts'
import { microphones, setStage, writePatientGuide, type Stage, type StageOptions } from './stage.ts'

jest.setTimeout(300_000)

const inPhase = ({ page }: { readonly page: Page }, phase: string) =>
  page.locator(`.app[data-phase="${phase}"]`).waitFor()

/** Waits for a phase, also one that passes while the page is busy; `from` leaves out the phases before. */
const hasBeenIn = ({ page }: { readonly page: Page }, phase: string, from = 0) =>
  page.waitForFunction(({ wanted, start }) => window.kept.phases.slice(start).includes(wanted), {
    wanted: phase,
    start: from,
  })

const button = ({ page }: { readonly page: Page }, name: string) =>
  page.getByRole('button', { name, exact: true })

const begin = (stage: { readonly page: Page }) => button(stage, 'Start call').click()

const endText = ({ page }: { readonly page: Page }) => page.locator('.end-card').innerText()

const focused = ({ page }: { readonly page: Page }) =>
  page.evaluate(() => document.activeElement?.textContent.trim())

/** Runs in the page: true if a visible element has the focus, of this tag and this name. */
const isFocused = (wanted: string): boolean => {
  const element = document.activeElement
  if (element?.checkVisibility() !== true) return false
  const name = element.getAttribute('aria-label') ?? element.textContent.trim()
  return `${element.localName} ${name}` === wanted
}

/** The end of a call is told before the last context has closed. */
const expectAllOff = async ({ page }: { readonly page: Page }) => {
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

/**
 * Runs in the page: silences the agent as soon as it speaks, which it may stop by itself before a test can click. Resolves
 * with the state of the button afterwards.
 */
const silenceAgent = () =>
  new Promise<string | null | undefined>((resolve) => {
    const button = () => document.querySelector<HTMLElement>('[aria-label="Silence the agent"]')
    const phase = () => document.querySelector<HTMLElement>('.app')?.dataset['phase']
    const observer = new MutationObserver(() => {
      if (phase() === 'agentSpeaking') button()?.click()
      if (phase() !== 'interrupted') return
      observer.disconnect()
      resolve(button()?.getAttribute('aria-disabled'))
    })
    observer.observe(document, { subtree: true, attributes: true })
  })

const launch = (args: readonly string[] = microphones.guest) =>
  launchChromium(args, { viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })

describe('the page', () => {
  let folder: string
  let temporary: string
  let browser: Chromium
  let stage: Stage

  const open = async (options: Partial<StageOptions> = {}) => {
    stage = await setStage({ browser, folder, ...options })
  }

  beforeAll(async () => {
    folder = buildPage()
    temporary = mkdtempSync(join(tmpdir(), 'vatel-scenario-'))
    browser = await launch()
  })
  afterEach(async () => {
    expect(stage.complaints).toEqual([])
    expect(await stage.page.evaluate(() => window.kept.violations)).toEqual([])
    await stage.close()
  })
  afterAll(async () => {
    rmSync(temporary, { recursive: true })
    await browser.close()
  })

  describe('of a whole call', () => {
    it('shows a voice, a tool, an interruption, the end and a second call, without a barrier to anybody', async () => {
      let giveToken: () => void = () => undefined
      const token = new Promise<void>((resolve) => (giveToken = resolve))
      await open({ beforeToken: () => token, scenario: writePatientGuide(temporary) })
      const { page } = stage
      expect(await inspect(page)).toEqual([])
      // The guest speaks when the agent is silent, and interrupts when he has heard enough: no clock decides.
      await button(stage, 'Hear a sample call').click()
      await inPhase(stage, 'connecting')
      expect(await inspect(page, [1])).toEqual([])
      // The drawer shows the statechart and the latencies while the call goes on.
      await page.setViewportSize({ width: 1280, height: 800 })
      await page.keyboard.press('d')
      await page.locator('.drawer').waitFor()
      giveToken()
      for (const [at, phase] of ['listening', 'agentSpeaking', 'toolPending', 'interrupted'].entries()) {
        await hasBeenIn(stage, phase)
        // The guest, who speaks by the clock of the page, ends the sentence that interrupts: an inspection would make a hole in it.
        if (phase === 'interrupted') await page.locator('.line.user', { hasText: 'goodbye.' }).waitFor()
        expect(await inspect(page, [at])).toEqual([])
      }
      // The goodbye is heard: the third answer has both its bars.
      await page.locator('.latency rect.sound').nth(2).waitFor({ state: 'attached' })
      await hasBeenIn(
        stage,
        'agentSpeaking',
        await page.evaluate(() => window.kept.phases.indexOf('interrupted')),
      )
      await page.setViewportSize({ width: 1280, height: 800 })
      await button(stage, 'End call').click()
      await inPhase(stage, 'ended')
      expect(await inspect(page)).toEqual([])

      const first = ['connecting', 'listening', 'agentSpeaking', 'listening', 'toolPending', 'agentSpeaking']
      const phases = await page.evaluate(() => window.kept.phases)
      expect(missingFrom(phases, [...first, 'interrupted', 'agentSpeaking', 'ended'])).toEqual([])
      expect(await page.locator('.line.user .bubble').allInnerTexts()).toEqual([
        'Hi Ada, what is the weather in Paris right now?',
        'Very nice, and tell me about the museums there.',
        'Stop, thank you, that is all, goodbye.',
      ])
      // The drawer leaves room beside it on a desk only.
      await page.setViewportSize({ width: 1280, height: 800 })
      const tool = page.locator('.line.tool')
      await tool.locator('summary').click()
      expect(await tool.innerText()).toContain('sunny, 21 degrees')
      // The agent was cut short: it began the sentence, and nobody heard its end.
      const cut = page.locator('.line.agent', { hasText: 'With pleasure. Paris has' })
      expect(await cut.count()).toBe(1)
      expect(await cut.locator('s').innerText()).toContain('a garden full of sculptures.')
      expect(await page.locator('.latency rect.byte').count()).toBe(3)
      expect(await page.locator('.latency rect.sound').count()).toBe(3)
      expect(await page.locator('.state[data-active="true"] > span').allInnerTexts()).toEqual(['ended'])
      expect(await page.locator('.events li').count()).toBeGreaterThan(5)
      expect(await endText(stage)).toMatch(/You ended the call\.\s+The call lasted .* The fastest answer/)
      await expectAllOff(stage)
      const saved = page.waitForEvent('download')
      await button(stage, 'Recording').click()
      const recording = readWav(readFileSync(await (await saved).path()))
      expect(recording.channels.map((channel) => channel.some((value) => Math.abs(value) > 0.01))).toEqual([
        true,
        true,
      ])
      const text = page.waitForEvent('download')
      await page.locator('.end-card summary').click()
      await page.locator('.end-card').getByRole('button', { name: 'Text' }).click()
      expect((await text).suggestedFilename()).toBe('transcript.txt')
      expect(readFileSync(await (await text).path(), 'utf8')).toContain('You: Very nice, and tell me')
      // The keys alone: the drawer is closed by Escape, the second call is begun by Space and ended by Escape.
      await page.keyboard.press('Escape')
      await page.locator('.drawer').waitFor({ state: 'detached' })
      await page.getByRole('heading', { name: 'Ada' }).click()
      const before = phases.length
      await page.keyboard.press('Space')
      await hasBeenIn(stage, 'agentSpeaking', before)
      expect(await page.locator('.line.user').count()).toBe(0)
      await page.keyboard.press('Escape')
      await inPhase(stage, 'ended')
      expect(await endText(stage)).toContain('You ended the call.')
      await expectAllOff(stage)
    })
  })

  describe('in a call', () => {
    it('mutes, holds and silences, by buttons and keys that work when they can', async () => {
      await open()
      const { page } = stage
      const disabled = page.evaluate(silenceAgent)
      await begin(stage)
      expect(await disabled).toBe('true')
      const pressed = (name: string, isPressed: boolean) =>
        page.locator(`button[aria-label="${name}"][aria-pressed="${isPressed}"]`).waitFor()
      for (const name of ['Mute', 'Hold']) {
        await button(stage, name).click()
        await pressed(name, true)
        await button(stage, name).click()
        await pressed(name, false)
      }
      await page.locator('.cut', { hasText: 'help you?' }).waitFor()
      // The button shows how loud the user is.
      await page.waitForFunction(
        () =>
          Number(document.querySelector<HTMLElement>('.bar .mute')?.style.getPropertyValue('--user')) > 0.1,
      )
      await page.getByRole('heading', { name: 'Ada' }).click()
      await page.keyboard.press('m')
      await pressed('Mute', true)
      // While the user is muted, Space talks for as long as it is pressed.
      await page.keyboard.down('Space')
      await pressed('Mute', false)
      await page.keyboard.up('Space')
      await pressed('Mute', true)
      await page.keyboard.press('m')
      await pressed('Mute', false)
      await page.keyboard.press('Space')
      await pressed('Hold', true)
      await page.keyboard.press('?')
      await page.getByRole('dialog', { name: 'Help and keys' }).waitFor()
      // Escape closes what is open, and only then the call.
      await page.keyboard.press('Escape')
      await page.getByRole('dialog', { name: 'Help and keys' }).waitFor({ state: 'hidden' })
      await page.keyboard.press('d')
      await page.locator('.drawer').waitFor()
      // Also where the focus is beside the drawer.
      await page.getByRole('heading', { name: 'Ada' }).click()
      await page.keyboard.press('Escape')
      await page.locator('.drawer').waitFor({ state: 'detached' })
      expect(await page.evaluate(() => window.kept.phases)).not.toContain('ended')
      await page.keyboard.press('Escape')
      await inPhase(stage, 'ended')
      await expectAllOff(stage)
    })

    it('goes on with another microphone and another speaker, from the bar', async () => {
      await open()
      const { page } = stage
      await begin(stage)
      await hasBeenIn(stage, 'agentSpeaking')
      await button(stage, 'Microphone and speaker').click()
      await page.getByLabel('Microphone', { exact: true }).selectOption({ label: 'Fake Audio Input 1' })
      await page.waitForFunction(() => window.kept.tracks.length === 2)
      await page.waitForFunction(() => window.kept.tracks[0]?.readyState === 'ended')
      expect(await page.evaluate(() => window.kept.tracks[1]?.label)).toBe('Fake Audio Input 1')
      const speaker = page.getByLabel('Speaker', { exact: true })
      await speaker.selectOption({ label: 'Fake Audio Output 1' })
      const id = await page.evaluate(async () => {
        const devices = await navigator.mediaDevices.enumerateDevices()
        return devices.find(({ label }) => label === 'Fake Audio Output 1')?.deviceId ?? 'no such speaker'
      })
      await page.waitForFunction(
        (wanted) => window.kept.contexts.some((context) => 'sinkId' in context && context.sinkId === wanted),
        id,
      )
      // The choice shows the speaker that is in use.
      await page.waitForFunction(
        (select) =>
          select instanceof HTMLSelectElement && select.selectedOptions[0]?.label === 'Fake Audio Output 1',
        await speaker.elementHandle(),
      )
      await page.keyboard.press('Escape')
      await page.locator('#settings').waitFor({ state: 'hidden' })
      expect(await page.evaluate(() => window.kept.phases.slice(1))).not.toContain('ended')
      await button(stage, 'End call').click()
      await inPhase(stage, 'ended')
      await expectAllOff(stage)
    })

    it('asks before a tool runs that wants to be asked, of an agent inside the page', async () => {
      await open()
      const { page } = stage
      await stage.killPlatform()
      // The agent of the server, and no other of its name.
      expect(await page.getByRole('radio', { name: 'Ada' }).count()).toBe(1)
      await page.getByLabel('Victor').check()
      await button(stage, 'Hear a sample call').click()
      await button(stage, 'Allow').click()
      const tool = page.locator('.line.tool')
      await page.locator('.line.tool.result').waitFor()
      await tool.locator('summary').click()
      expect(await tool.innerText()).toContain('booked for 2 at 20:00')
      await inPhase(stage, 'ended')
      expect(await endText(stage)).toMatch(/The agent ended the call\.\s+The call lasted /)
      await expectAllOff(stage)
    })
  })

  describe('at the end of a call', () => {
    it('is off after hanging up, by keyboard alone, and loses no focus', async () => {
      await open()
      const { page } = stage
      // The live region is there before the call: what comes with it is not announced.
      expect(await page.locator('vatel-status').evaluate((status) => status.checkVisibility())).toBe(true)
      await button(stage, 'Start call').focus()
      await page.keyboard.press('Enter')
      await hasBeenIn(stage, 'agentSpeaking')
      expect(await focused(stage)).toBe('End call')
      await page.keyboard.press('Enter')
      await inPhase(stage, 'ended')
      expect(await endText(stage)).toContain('You ended the call.')
      expect(await focused(stage)).toBe('Call again')
      await expectAllOff(stage)
    })

    it('has the focus on something that is seen, by keys alone, after all that opens, closes and ends', async () => {
      await open()
      const { page } = stage
      const press = async (...keys: readonly string[]) => {
        for (const key of keys) await page.keyboard.press(key)
      }
      /** Waits until an element has the focus: the browser tells of the end of a dialog after it is gone. */
      const hasFocus = (wanted: string) => page.waitForFunction(isFocused, wanted)
      const tabTo = async (wanted: string) => {
        do await press('Tab')
        while (!(await page.evaluate(isFocused, wanted)))
      }
      const activate = async (wanted: string) => {
        await tabTo(wanted)
        await press('Enter')
      }
      /** Closes what has just opened by a key; the focus comes to an element. */
      const closeBy = async (key: string, wanted: string) => {
        await hasFocus('button Close')
        await press(key)
        await hasFocus(wanted)
      }
      // Nothing has the focus in a page that was just opened.
      await press('?')
      await closeBy('Escape', 'h1 Ada')
      await page.evaluate(() => (document.activeElement as HTMLElement).blur())
      await press('Space')
      await hasFocus('h1 Ada')
      await press('Escape')
      await inPhase(stage, 'ended')
      await hasFocus('h1 Ada')
      await press('d')
      await hasFocus('h2 Developer tools')
      await press('Escape')
      await hasFocus('button Developer tools')
      await press('Shift+Tab', '?')
      await closeBy('Enter', 'button Help and keys')
      await press('Shift+Tab', 'Enter')
      await closeBy('Enter', 'button Settings')
      await activate('button Call again')
      await hasFocus('button End call')
      await page.locator('.line.agent').waitFor()
      await activate('button Microphone and speaker')
      await closeBy('Escape', 'button Microphone and speaker')
      await activate('button End call')
      await inPhase(stage, 'ended')
      await hasFocus('button Call again')
      for (const [action, ...keys] of [
        ['summary Transcript', 'Tab', 'Enter'],
        ['button Recording'],
      ] as const) {
        const saved = page.waitForEvent('download')
        await activate(action)
        await press(...keys)
        await saved
        await hasFocus(action)
      }
      await activate('button Call again')
      await hasFocus('button End call')
      await activate('button Microphone and speaker')
      await hasFocus('button Close')
      // The button that opened the devices goes with the call.
      await page.evaluate(() => document.querySelector<HTMLElement>('.bar .stop')?.click())
      await inPhase(stage, 'ended')
      await press('Escape')
      await hasFocus('h1 Ada')
      await expectAllOff(stage)
    })

    it('has opened one microphone for it', async () => {
      const sessions: unknown[] = []
      await open({
        log: (entry) => {
          if (JSON.stringify(entry).includes('session_started')) sessions.push(entry)
        },
      })
      const { page } = stage
      expect(await page.evaluate(devicesOpened)).toEqual({ tracks: 0, contexts: 0 })
      await begin(stage)
      await hasBeenIn(stage, 'agentSpeaking')
      await button(stage, 'End call').click()
      await inPhase(stage, 'ended')
      await expectAllOff(stage)
      expect((await page.evaluate(devicesOpened)).tracks).toBe(1)
      expect(sessions).toHaveLength(1)
    })

    it.each([
      ['a key that is not accepted', new RefusedError(401, 'no such key'), 'This call is not allowed.', 1],
      ['an agent that is not there', new RefusedError(404, 'no such agent'), 'There is no such agent', 1],
      ['a busy platform', new RefusedError(429, ''), 'The line is busy', 0],
    ])('says so of %s, and is off', async (_what, refusal, title, printedCount) => {
      await open({ beforeToken: () => Promise.reject(refusal) })
      await begin(stage)
      await inPhase(stage, 'ended')
      expect(await endText(stage)).toContain(title)
      await expectAllOff(stage)
      // The browser reports the answer, and the call a fault of the set-up.
      const printed = stage.complaints.filter((text) => text.startsWith('@vatel/voice: '))
      expect([printed.length, stage.complaints.length]).toEqual([printedCount, printedCount + 1])
      stage.complaints.splice(0)
    })

    it.each([
      ['breaks', { close: { afterMs: 1_500, code: 1006 } }],
      ['is closed with an error', { close: { afterMs: 1_500, code: 1011 } }],
    ])('says so of a connection that %s, and is off', async (_how, faults) => {
      await open({ faults })
      await begin(stage)
      await inPhase(stage, 'ended')
      expect(await endText(stage)).toContain('The connection was lost')
      await expectAllOff(stage)
      await button(stage, 'Call again').waitFor()
    })

    it('is off when the platform dies', async () => {
      await open()
      await begin(stage)
      await hasBeenIn(stage, 'agentSpeaking')
      await stage.killPlatform()
      await inPhase(stage, 'ended')
      expect(await endText(stage)).toContain('The connection was lost')
      await expectAllOff(stage)
    })

    it('is off when the page is left, also where the browser keeps it for a way back', async () => {
      await open()
      await begin(stage)
      await hasBeenIn(stage, 'agentSpeaking')
      await stage.page.evaluate(() =>
        window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })),
      )
      await inPhase(stage, 'ended')
      await expectAllOff(stage)
    })

    it('is off after hanging up before there is a call', async () => {
      await open({ beforeToken: () => new Promise(() => undefined) })
      await begin(stage)
      await inPhase(stage, 'connecting')
      await stage.page.waitForFunction(() => window.kept.tracks.length === 1)
      await button(stage, 'End call').click()
      await inPhase(stage, 'ended')
      expect(await endText(stage)).toContain('You ended the call.')
      await expectAllOff(stage)
    })

    it('says so of a microphone that is unplugged in the call, and listens again once it is back', async () => {
      await open()
      const { page } = stage
      const problem = page.locator('vatel-status .problem')
      await begin(stage)
      await hasBeenIn(stage, 'agentSpeaking')
      await page.evaluate(loseMicrophone)
      await problem.waitFor()
      expect(await problem.innerText()).toContain('The microphone was disconnected')
      await inPhase(stage, 'listening')
      const phase = page.locator('vatel-status .phase')
      // A call without a microphone does not listen.
      expect(await phase.innerText()).toBe('Microphone disconnected')
      expect(await findBarriers(page)).toEqual([])
      await page.evaluate(plugMicrophoneIn)
      await problem.waitFor({ state: 'detached' })
      expect(await phase.innerText()).not.toContain('Microphone')
      await button(stage, 'End call').click()
      await inPhase(stage, 'ended')
      await expectAllOff(stage)
    })

    it('says so of a microphone that is not there, and is off', async () => {
      await open()
      await stage.page.evaluate(unplugMicrophone)
      await begin(stage)
      await inPhase(stage, 'ended')
      expect(await endText(stage)).toContain('There is no such microphone')
      await expectAllOff(stage)
    })
  })
})

describe('the page as files', () => {
  it('holds a call in a folder of any server, with no server behind it, and says so', async () => {
    const files = sirv(buildPage(), { dev: true })
    const strays: (string | undefined)[] = []
    const server = createServer((request, response) => {
      const path = request.url ?? ''
      request.url = path.replace('/any/folder', '')
      if (!path.startsWith('/any/folder/')) strays.push(path)
      files(request, response, () => {
        strays.push(path)
        response.writeHead(404).end()
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const browser = await launch()
    const page = await browser.context.newPage()
    await page.addInitScript(keepEverything)
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/any/folder/`)
    expect(await page.locator('.place').innerText()).toBe('Simulated in this page')
    await page.getByLabel('سلمى').check()
    await begin({ page })
    await page.locator('.line.agent', { hasText: 'مرحبا' }).waitFor()
    expect(await page.locator('vatel-transcript').getAttribute('dir')).toBe('rtl')
    await button({ page }, 'End call').click()
    await inPhase({ page }, 'ended')
    await expectAllOff({ page })
    expect(strays).toEqual([])
    await browser.close()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
})

describe('the page that may not hear', () => {
  it('says so and is off', async () => {
    const browser = await launch(microphones.denied)
    const stage = await setStage({ browser, folder: buildPage() })
    await begin(stage)
    await inPhase(stage, 'ended')
    expect(await endText(stage)).toContain('The microphone is not allowed')
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
    buildPage()
    simulator = await startSimulator()
  })
  afterAll(() => simulator.close())

  it('starts the simulator where there is no key', async () => {
    const { printed, ended, started, stop } = runCommand(['--port', '0'])
    const session = await (await fetch(`${await started}api/session`, { method: 'POST' })).text()
    expect(printed.stdout).toContain('Ada, the city guide (Simulated on this machine)')
    expect(session).toContain('"baseUrl":"http://127.0.0.1:')
    stop()
    expect(await ended).toBe(0)
  })

  it('keeps the key and gives the page tokens of the platform', async () => {
    const { apiKey, url: baseUrl } = simulator
    const { printed, ended, started, stop } = runCommand(['--port', '0', '--base-url', baseUrl], apiKey)
    const url = await started
    expect(printed.stdout).toContain('Ada, the city guide (Agent at 127.0.0.1')
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
