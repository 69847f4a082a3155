import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { VoiceCallSnapshot } from '../src/index.ts'
import { axe, openStage, put, type ElementsStage } from './elements-stage.ts'
import { connectScreenReader } from './screen-reader.ts'
import { agent, moments, user } from './stub-call.ts'

let stage: ElementsStage

beforeAll(async () => {
  stage = await openStage()
}, 120_000)

afterAll(() => stage.close())

afterEach(() => {
  expect(stage.complaints.splice(0)).toEqual([])
})

type Shown = Partial<VoiceCallSnapshot>

/** Returns the snapshots in which a text is said word by word, as lines that follow others. */
const wordByWord = (
  said: string,
  lineOf: (heard: string, rest: string) => VoiceCallSnapshot['transcript'][number],
  given: Shown,
  before: VoiceCallSnapshot['transcript'] = [],
): readonly Shown[] =>
  [...said.matchAll(/\s+|$/g)].map(({ index }) => ({
    ...given,
    transcript: [...before, lineOf(said.slice(0, index), said.slice(index))],
  }))

describe('a screen reader in a whole call, by keyboard alone', () => {
  /** Drives a call by keys and snapshots; returns the log of keys, focus, commands and announcements. */
  const driveCall = async (page: Page): Promise<readonly string[]> => {
    await put(page, 'vatel-call', { name: 'Marta' })
    const reader = await connectScreenReader(page)
    const log: string[] = []
    let calls = 0
    const listen = async () => {
      const asked = await page.evaluate((from) => call.calls.slice(from), calls)
      calls += asked.length
      log.push(...asked.map((each) => `  command: ${each}`))
      log.push(...(await reader.listen()).map((each) => `  ${each}`))
    }
    const focus = async () => log.push(`  focus: ${(await reader.focus()) ?? 'LOST'}`)
    const press = async (...keys: readonly string[]) => {
      for (const key of keys) {
        await page.keyboard.press(key)
        log.push(`key ${key}`)
        await listen()
        await focus()
      }
    }
    const show = async (title: string, ...snapshots: readonly Shown[]) => {
      log.push(title)
      for (const snapshot of snapshots) {
        await page.evaluate(async (next) => {
          call.show(next)
          await document.querySelector('vatel-call')?.updateComplete
        }, snapshot)
        await listen()
      }
      await focus()
    }

    const { connecting, listening, speaking, asking, tool, muted, suspect, ended } = moments
    const answer = (heard: string, rest: string) => agent(heard, `${rest} a guide, or a map?`)
    const heardText = 'It is sunny, 21 degrees. The castle is open until nine. Would you like'
    const greeting = 'Hello! I am your city guide for Lisbon. What would you like to know?'
    const asked = speaking.transcript.slice(0, 3)
    const cut = [
      ...asked,
      agent(heardText, ' a guide, or a map?', { cancelled: true, interrupted: true }),
      user('No. How do I get there?'),
    ]
    const first = asked.slice(0, 1)
    const question = 'What is the weather like today, and is it worth going to the castle?'

    await press('Tab', 'Tab', 'Tab', 'Shift+Tab', 'Enter')
    await show('the call connects', connecting, { ...listening, transcript: [] })
    await show('the agent greets', ...wordByWord(greeting, agent, { ...speaking, tools: [] }))
    await show('the agent listens', { ...listening, transcript: first })
    const interim = (heard: string, rest: string) => user(heard, rest === '')
    await show(
      'the user asks',
      ...wordByWord(question, interim, { ...listening, isUserSpeaking: true }, first),
    )
    await show('the agent thinks', moments.thinking)
    await show('a tool asks for approval', asking)
    await press('Shift+Tab', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab', 'Enter', 'Tab', 'Enter')
    await show('the tool runs', tool)
    await show('the agent answers', ...wordByWord(heardText, answer, speaking, asked))
    const cutOff = { ...listening, tools: speaking.tools, transcript: cut }
    await show(
      'the user interrupts',
      { ...moments.interrupted, transcript: cut.slice(0, -1) },
      { ...moments.interrupted, transcript: [...cut.slice(0, -1), user('No. How do', false)] },
      cutOff,
    )
    await press('Tab', 'Tab', 'Space')
    await show('the user is muted', { ...muted, transcript: cut })
    await press('Space')
    await show('the user is heard', cutOff)
    await show('the line may be lost', { ...suspect, transcript: cut }, { ...suspect, transcript: cut })
    await show('the line is good again', { problems: [] })
    await press('Tab', 'Tab', 'Enter', ...Array.from({ length: 6 }, () => 'Tab'))
    await press('Escape', 'Shift+Tab', 'Enter')
    await show('the call ends', { ...ended, transcript: cut }, { problems: [] })
    await press(...Array.from({ length: 5 }, () => 'Shift+Tab'))
    await press(...Array.from({ length: 5 }, () => 'Tab'), 'Enter')
    await show('the next call connects', { ...connecting, transcript: [] })
    return log
  }

  it('hears one announcement a sentence and a change, and the focus is never lost: as the log says', async () => {
    const page = await stage.open({ width: 390 })
    const log = await driveCall(page)
    await page.close()
    expect(log.filter((line) => line.includes('LOST'))).toEqual([])
    const firstCall = log.slice(0, log.lastIndexOf('the next call connects'))
    const announced = firstCall.filter((line) => /^ {2}(polite|assertive)/.test(line))
    expect(announced).toEqual([...new Set(announced)])
    const expected = readFileSync(join(__dirname, 'announcements.txt'), 'utf8')
    expect(`${log.join('\n')}\n`).toBe(expected)
  })
})

describe('all elements in every phase', () => {
  /** Sizes of the page; the last is a screen of 1280 pixels at a zoom of 400 %. */
  const sizes = [
    { width: 320, height: 640, scale: 1 },
    { width: 390, height: 844, scale: 1 },
    { width: 1280, height: 800, scale: 1 },
    { width: 320, height: 256, scale: 4 },
  ] as const
  const looks = [
    { colorScheme: 'light', forcedColors: 'none' },
    { colorScheme: 'dark', forcedColors: 'none' },
    { colorScheme: 'dark', forcedColors: 'active' },
  ] as const

  it('are readable, wide enough to touch and without a barrier, in each width, theme and zoom', async () => {
    const page = await stage.open({ width: 390 })
    const session = await page.context().newCDPSession(page)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.evaluate(axe)
    // A key: the browser shows the focus to users of the keyboard.
    await page.keyboard.press('Tab')
    const found: string[] = []
    for (const [at, { width, height, scale }] of sizes.entries()) {
      await session.send('Emulation.setDeviceMetricsOverride', {
        width,
        height,
        deviceScaleFactor: scale,
        mobile: false,
      })
      for (const [which, look] of looks.entries()) {
        await page.emulateMedia(look)
        const lines = await page.evaluate((all) => elementsPage.inspectLooks(all), at % 3 === which)
        found.push(
          ...lines.map((line) => `${width} px x ${scale}, ${Object.values(look).join(' ')}: ${line}`),
        )
      }
    }
    await page.close()
    expect(found).toEqual([])
  })
})
