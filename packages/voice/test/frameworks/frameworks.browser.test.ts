import { join } from 'node:path'
import { nothing, useVoicePages } from '../browser/voice-pages.ts'
import type { FrameworkName } from './page.ts'

describe('a voice call in a framework', () => {
  const pages = useVoicePages({ file: join(__dirname, 'page.ts') })

  it.each<FrameworkName>(['vue', 'svelte', 'angular'])(
    'is held by the button of %s, shows its words and its level, and ends with its component',
    async (name) => {
      const seen = await pages.page.evaluate(async (framework) => {
        const { mountIn, standIn } = frameworksPage
        const { until, opened } = voicePage
        const find = (selector: string) => document.querySelector<HTMLElement>(`main ${selector}`)
        const text = (selector: string) => find(selector)?.textContent
        const end = mountIn(framework)
        await until(() => text('output') === 'idle')
        const before = text('button')
        find('button')?.click()
        await until(
          () => text('output') === 'agentSpeaking',
          () => text('output'),
        )
        const during = text('button')
        await until(() => Number(find('.meter')?.style.getPropertyValue('--level')) > 0.1)
        find('button')?.click()
        await until(() => text('output') === 'You ended the call.')
        find('button')?.click()
        await until(() => text('output') === 'agentSpeaking')
        end()
        return { before, during, tokens: standIn.tokens, tracks: opened.tracks.length }
      }, name)
      expect(seen).toEqual({ before: 'Talk', during: 'Hang up', tokens: 2, tracks: 2 })
      expect(await pages.countLeft()).toEqual(nothing)
    },
  )
})
