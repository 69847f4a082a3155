import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Page } from 'playwright-core'
import { launchChromium, type Chromium } from '../../../../test/browser/chromium.ts'
import { servePage } from '../browser/serve-page.ts'

jest.setTimeout(180_000)

const nothing = { tracks: 0, contexts: 0, sockets: 0, timers: 0, locks: 0, listeners: 0 }
const folderOf = (name: string) => dirname(require.resolve(`${name}/package.json`))

describe('the README', () => {
  const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8')

  it.each([
    ['voice-button.tsx', 15],
    ['voice-panel.tsx', 40],
  ])('has %s, in at most %i lines', (file, lines) => {
    const text = readFileSync(join(__dirname, file), 'utf8')
    expect(readme).toContain('```tsx\n' + text + '```\n')
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(lines)
  })
})

describe.each([
  ['18', { react: folderOf('react-18'), 'react-dom': folderOf('react-dom-18') }],
  ['19', { react: folderOf('react'), 'react-dom': folderOf('react-dom') }],
])('a voice call in React %s, in StrictMode', (major, alias) => {
  const complaints: string[] = []
  let server: Awaited<ReturnType<typeof servePage>>
  let browser: Chromium
  let page: Page

  beforeAll(async () => {
    server = await servePage(join(__dirname, 'page.tsx'), '', alias)
    const microphone = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']
    browser = await launchChromium(microphone, { permissions: ['microphone'] })
  })
  beforeEach(async () => {
    page = await browser.context.newPage()
    page.setDefaultTimeout(60_000)
    page.on('pageerror', ({ message }) => complaints.push(message))
    // Chromium says so of contexts that are closed while their device opens.
    const isOfBrowser = (text: string) => text.includes('AudioContext encountered') || text.includes('404')
    page.on('console', (message) => {
      if (message.type() === 'error' && !isOfBrowser(message.text())) complaints.push(message.text())
    })
    await page.goto(server.url)
    await page.waitForFunction('globalThis.reactPage')
  })
  afterEach(async () => {
    await page.close()
    expect(complaints.splice(0)).toEqual([])
  })
  afterAll(async () => {
    await browser.close()
    await server.close()
  })

  const left = () =>
    page.evaluate(async () => {
      await voicePage.untilAllClosed()
      return voicePage.countLeft()
    })

  it('holds a call with the button of the README, on one microphone and one token', async () => {
    const seen = await page.evaluate(async () => {
      const { render, standIn, version } = reactPage
      const { until, opened } = voicePage
      const unmount = render('button')
      await until(() => document.querySelector('output')?.textContent === 'idle')
      const [, button] = document.querySelectorAll('button')
      button?.click()
      await until(
        () => document.querySelector('output')?.textContent === 'agentSpeaking',
        () => document.querySelector('output')?.textContent,
      )
      const { tokens } = standIn
      const tracks = opened.tracks.length
      button?.click()
      await until(() => document.querySelector('output')?.textContent === 'You ended the call.')
      const label = button?.textContent
      unmount()
      return { tokens, tracks, label, major: version.split('.')[0] }
    })
    expect(seen).toEqual({ tokens: 1, tracks: 1, label: 'Talk to us', major })
    expect(await left()).toEqual(nothing)
  })

  it('shows transcript, devices and a meter with the panel of the README, and ends with it', async () => {
    const seen = await page.evaluate(async () => {
      const { until } = voicePage
      const unmount = reactPage.render('panel')
      await until(() => document.querySelectorAll('button').length === 2)
      document.querySelectorAll('button')[1]?.click()
      const levelOf = () =>
        Number(document.querySelector<HTMLElement>('.meter')?.style.getPropertyValue('--level'))
      await until(() => levelOf() > 0.1)
      await until(() => document.querySelector('li')?.textContent.startsWith('Hello') === true)
      await until(() => document.querySelectorAll('option').length > 1)
      unmount()
      return true
    })
    expect(seen).toBe(true)
    expect(await left()).toEqual(nothing)
  })

  it('renders a part only when it changes, and a meter never', async () => {
    const commits = await page.evaluate(async () => {
      const { until } = voicePage
      const unmount = reactPage.render('measured')
      await until(() => document.querySelectorAll('button').length === 2)
      const phases: string[] = []
      const look = () => {
        const phase = document.querySelector('output')?.textContent ?? ''
        if (phases.at(-1) !== phase) phases.push(phase)
      }
      look()
      new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true })
      const before = { ...reactPage.commits }
      document.querySelectorAll('button')[1]?.click()
      const levels = new Set<string>()
      await until(() => {
        levels.add(document.querySelector<HTMLElement>('.meter')?.style.getPropertyValue('--level') ?? '')
        return levels.size > 20
      })
      const after = { ...reactPage.commits }
      unmount()
      return {
        meter: (after['meter'] ?? 0) - (before['meter'] ?? 0),
        phase: (after['phase'] ?? 0) - (before['phase'] ?? 0) - (phases.length - 1),
      }
    })
    expect(commits).toEqual({ meter: 0, phase: 0 })
    expect(await left()).toEqual(nothing)
  })

  it('reads the options of the last render at each start', async () => {
    const cause = await page.evaluate(async () => {
      const { until } = voicePage
      const unmount = reactPage.render('changing')
      await until(() => document.querySelectorAll('button').length === 3)
      const [, change, toggle] = document.querySelectorAll('button')
      change?.click()
      await new Promise((resolve) => requestAnimationFrame(resolve))
      await voicePage.afterSteps(10)
      toggle?.click()
      await until(() => document.querySelector('output')?.textContent !== '')
      const text = document.querySelector('output')?.textContent
      unmount()
      return text
    })
    expect(cause).toBe('second')
    expect(await left()).toEqual(nothing)
  })

  it('leaves nothing after 1,000 mounts and unmounts, each tenth in a call', async () => {
    await page.evaluate(async () => {
      const { afterSteps, until } = voicePage
      for (let round = 0; round < 1_000; round += 1) {
        const unmount = reactPage.render('button')
        if (round % 10 === 0) {
          await until(() => document.querySelectorAll('button').length === 2)
          document.querySelectorAll('button')[1]?.click()
          await afterSteps(round % 70)
        } else if (round % 3 === 0) await afterSteps(2)
        unmount()
      }
    })
    expect(await left()).toEqual(nothing)
  })
})
