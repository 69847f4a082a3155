import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { nothing, useVoicePages } from '../browser/voice-pages.ts'

/** Mounts of the test for leaks, whose rounds are the same again after 210; `npm run soak:browser` repeats them. */
const mounts = process.env['VATEL_SOAK_MINUTES'] === undefined ? 210 : 1_000

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
  const pages = useVoicePages({ file: join(__dirname, 'page.tsx'), alias })

  it('holds a call with the button of the README, on one microphone and one token', async () => {
    const seen = await pages.page.evaluate(async () => {
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
    expect(await pages.countLeft()).toEqual(nothing)
  })

  it('shows transcript, devices and a meter with the panel of the README, and ends with it', async () => {
    const seen = await pages.page.evaluate(async () => {
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
    expect(await pages.countLeft()).toEqual(nothing)
  })

  it('renders a part only when it changes, and a meter never', async () => {
    const commits = await pages.page.evaluate(async () => {
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
    expect(await pages.countLeft()).toEqual(nothing)
  })

  it('reads the options of the last render at each start', async () => {
    const cause = await pages.page.evaluate(async () => {
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
    expect(await pages.countLeft()).toEqual(nothing)
  })

  it('goes on while a part of the page is suspended', async () => {
    const seen = await pages.page.evaluate(async () => {
      const { render, suspend, standIn } = reactPage
      const { until } = voicePage
      const text = () => document.querySelector('output')?.textContent
      const unmount = render('suspended')
      await until(() => text() === 'idle')
      document.querySelectorAll('button')[1]?.click()
      await until(() => text() === 'agentSpeaking')
      const resume = suspend()
      await until(() => document.querySelector('#fallback') !== null)
      resume()
      await until(() => document.querySelector('#fallback') === null)
      const after = text()
      unmount()
      return { isOn: after !== 'ended' && after !== 'idle', tokens: standIn.tokens }
    })
    expect(seen).toEqual({ isOn: true, tokens: 1 })
    expect(await pages.countLeft()).toEqual(nothing)
  })

  it('shows one phase everywhere while a transition renders for long', async () => {
    const torn = await pages.page.evaluate(async () => {
      const { until } = voicePage
      const unmount = reactPage.render('concurrent')
      const texts = () => [...document.querySelectorAll('output')].map(({ textContent }) => textContent)
      await until(() => texts().length === 20)
      const seen: (readonly string[])[] = []
      const look = () => seen.push([...new Set(texts())])
      new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true })
      const [, toggle, again] = document.querySelectorAll('button')
      toggle?.click()
      await until(() => {
        again?.click()
        return texts()[0] === 'agentSpeaking'
      })
      unmount()
      return seen.filter((phases) => phases.length > 1)
    })
    expect(torn).toEqual([])
    expect(await pages.countLeft()).toEqual(nothing)
  })

  it('keeps its call through a fast refresh, and reads the new options', async () => {
    const seen = await pages.page.evaluate(async () => {
      const { render, refresh, standIn } = reactPage
      const { until } = voicePage
      const text = () => document.querySelector('output')?.textContent ?? ''
      const unmount = render('refreshed')
      await until(() => text() === 'first idle')
      document.querySelectorAll('button')[1]?.click()
      await until(() => text() === 'first agentSpeaking')
      refresh()
      await until(() => text().startsWith('second'))
      const after = text()
      unmount()
      return { isOn: !/idle|ended/.test(after), tokens: standIn.tokens }
    })
    expect(seen).toEqual({ isOn: true, tokens: 1 })
    expect(await pages.countLeft()).toEqual(nothing)
  })

  if (major === '19')
    it('ends with an Activity that is hidden, and calls again once it is shown', async () => {
      const seen = await pages.page.evaluate(async () => {
        const { render, activity, standIn } = reactPage
        const { until } = voicePage
        const text = () => document.querySelector('output')?.textContent
        const toggle = () => document.querySelectorAll('button')[1]?.click()
        const unmount = render('activity')
        await until(() => text() === 'idle')
        toggle()
        await until(() => text() === 'agentSpeaking')
        activity.show(false)
        await voicePage.untilAllClosed()
        activity.show(true)
        await until(() => text() === 'You ended the call.')
        toggle()
        await until(() => text() === 'agentSpeaking')
        unmount()
        return standIn.tokens
      })
      expect(seen).toBe(2)
      expect(await pages.countLeft()).toEqual(nothing)
    })

  it(`leaves nothing after ${mounts} mounts and unmounts, each tenth in a call`, async () => {
    await pages.page.evaluate(async (rounds) => {
      const { afterSteps, until } = voicePage
      for (let round = 0; round < rounds; round += 1) {
        const unmount = reactPage.render('button')
        if (round % 10 === 0) {
          await until(() => document.querySelectorAll('button').length === 2)
          document.querySelectorAll('button')[1]?.click()
          await afterSteps(round % 70)
        } else if (round % 3 === 0) await afterSteps(2)
        unmount()
      }
    }, mounts)
    expect(await pages.countLeft()).toEqual(nothing)
  })
})
