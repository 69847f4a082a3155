import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { openStage, put, show, type ElementsStage } from './elements-stage.ts'
import { moments } from './stub-call.ts'

/** The constraints of each request for a microphone. */
declare global {
  var requests: unknown[]
}

/** Reads the texts of the sample in the guide. */
const readSample = (): Readonly<Record<string, string>> => {
  const guide = readFileSync(join(__dirname, '../../../docs/guides/elements.md'), 'utf8')
  const [, sample = ''] = /const spanish = \{\n(.*?)\n\} satisfies/s.exec(guide) ?? []
  return Object.fromEntries(
    [...sample.matchAll(/^ {2}'?([\w-]+)'?: '(.*)',$/gm)].map(([, name = '', text = '']) => [name, text]),
  )
}

let stage: ElementsStage

beforeAll(async () => {
  stage = await openStage()
}, 120_000)

afterAll(() => stage.close())

const open = (width = 390): Promise<Page> => stage.open({ width })

afterEach(() => {
  expect(stage.complaints.splice(0)).toEqual([])
})

describe('vatel-call', () => {
  it('calls the platform at the address of base-url', async () => {
    const page = await open()
    await page.route('**/api/session-token', (route) => route.fulfill({ json: { token: 'a-token' } }))
    const opening = page.waitForEvent('websocket')
    // This server takes no sockets, as the browser reports.
    const refused = page.waitForEvent('console', (message) => message.text().includes('WebSocket connection'))
    await page.evaluate(async (origin) => {
      const element = document.createElement('vatel-call')
      element.setAttribute('token', '/api/session-token')
      element.setAttribute('base-url', origin)
      element.options = { audio: { workletUrl: '/voice.js' } }
      document.querySelector('#root')?.replaceChildren(element)
      await element.updateComplete
      element.start()
    }, new URL(page.url()).origin)
    const url = (await opening).url()
    await refused
    await page.close()
    stage.complaints.splice(0)
    expect(url).toContain(`${stage.origin.replace('http', 'ws')}/v1/connection`)
  })

  it('shows each phase in words', async () => {
    const page = await open()
    await put(page, 'vatel-call')
    const words: Record<string, string> = {}
    for (const name of Object.keys(moments) as (keyof typeof moments)[]) {
      await show(page, name)
      words[name] = await page.locator('vatel-status .phase').innerText()
    }
    expect(words).toEqual({
      idle: 'Ready',
      connecting: 'Connecting…',
      listening: 'Listening',
      talking: 'Listening',
      thinking: 'Thinking…',
      tool: 'Working on it…',
      asking: 'Waiting for your decision',
      speaking: 'Speaking',
      interrupted: 'Listening',
      muted: 'You are muted',
      suspect: 'Line may be lost',
      ended: 'Call ended',
      refused: 'Call ended',
    })
    await page.close()
  })

  it('and each other element has no English word left where all texts are given', async () => {
    const page = await open()
    expect(await page.evaluate(() => elementsPage.findEnglish())).toEqual([])
    await page.close()
  })

  it('and each other element has no English word left in a call without a fault with the sample of the guide', async () => {
    const page = await open()
    const left = await page.evaluate((texts) => elementsPage.findMissingTexts(texts), readSample())
    expect(left).toEqual([])
    await page.close()
  })

  it('takes texts of the page and its own, at once, and the direction of the page', async () => {
    const page = await open()
    const printed: string[] = []
    page.on('console', (message) => {
      if (message.text().startsWith('@vatel/voice: ')) printed.push(message.text())
    })
    await put(page, 'vatel-call')
    const read = () =>
      page.evaluate(async () => {
        const element = document.querySelector('vatel-call')
        await element?.updateComplete
        const panel = element?.shadowRoot?.querySelector<HTMLElement>('.panel')
        const status = element?.shadowRoot?.querySelector('vatel-status')
        await status?.updateComplete
        return [
          element?.shadowRoot?.querySelector('.main')?.textContent.trim(),
          status?.shadowRoot?.querySelector('.phase')?.textContent,
          panel?.getAttribute('aria-label'),
          panel == null ? '' : getComputedStyle(panel).direction,
        ]
      })
    await page.evaluate(() => {
      document.documentElement.dir = 'rtl'
      elementsPage.setTexts({ start: 'اتصل', 'phase-idle': 'جاهز', panel: 'مكالمة مع {name}', name: 'مرتا' })
    })
    expect(await read()).toEqual(['اتصل', 'جاهز', 'مكالمة مع مرتا', 'rtl'])
    await page.evaluate(() => {
      const element = document.querySelector('vatel-call')
      document.documentElement.dir = ''
      if (element !== null) element.texts = { start: 'Llamar', name: 'Marta' }
    })
    expect(await read()).toEqual(['Llamar', 'جاهز', 'مكالمة مع Marta', 'ltr'])
    await page.evaluate(() => {
      const element = document.querySelector('vatel-call')
      if (element !== null) element.texts = undefined
      // @ts-expect-error -- the name of no text
      elementsPage.setTexts({ begin: 'Anrufen' })
    })
    expect(await read()).toEqual(['Start call', 'Ready', 'Call with Voice assistant', 'ltr'])
    expect(printed).toEqual(['@vatel/voice: there is no text "begin": see the type ElementTexts'])
    await page.close()
  })

  it('keeps the focus on its button through a whole call, by keyboard alone', async () => {
    const page = await open()
    await put(page, 'vatel-call')
    const focused = () =>
      page.evaluate(
        () =>
          document.activeElement?.shadowRoot?.activeElement?.textContent.trim().replace(/\s+/g, ' ') ?? '',
      )
    await page.locator('vatel-call .main').focus()
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => call.calls)).toEqual(['start'])
    for (const name of ['connecting', 'listening', 'tool', 'speaking', 'interrupted'] as const) {
      await show(page, name)
      expect(await focused()).toBe('End call')
    }
    await page.keyboard.press('Space')
    await show(page, 'ended')
    expect(await focused()).toBe('Call again')
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Space')
    // Nothing to mute after the end.
    expect(await page.evaluate(() => call.calls)).toEqual(['start', 'stop'])
    await page.close()
  })

  it('decides about a tool, and keeps the focus in the transcript', async () => {
    const page = await open()
    await put(page, 'vatel-call')
    await show(page, 'asking')
    await page.getByRole('button', { name: 'Allow', exact: true }).focus()
    await page.keyboard.press('Enter')
    await show(page, 'speaking')
    expect(await page.evaluate(() => call.calls)).toEqual(['approve call-1'])
    const label = await page.evaluate(() => {
      const transcript = document.querySelector('vatel-call')?.shadowRoot?.activeElement
      return transcript?.shadowRoot?.activeElement?.getAttribute('aria-label')
    })
    expect(label).toBe('Transcript')
    await page.close()
  })

  it('unfolds from a button in the corner and folds with Escape, and the focus follows', async () => {
    const page = await open(1280)
    await put(page, 'vatel-call', { floating: true })
    const focused = () =>
      page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.className.split(' ')[0])
    await page.getByRole('button', { name: 'Talk to us' }).focus()
    await page.keyboard.press('Enter')
    await page.locator('vatel-call .panel').waitFor()
    expect(await focused()).toBe('main')
    await page.keyboard.press('Escape')
    await page.locator('vatel-call .panel').waitFor({ state: 'detached' })
    expect(await focused()).toBe('launcher')
    await page.close()
  })

  it.each(['with popovers', 'without popovers'])(
    'unfolds over the page, and folds by a click beside it while no call runs, in a browser %s',
    async (kind) => {
      const page = await open(1280)
      const hasPopovers = kind === 'with popovers'
      if (!hasPopovers)
        await page.evaluate(() => {
          Reflect.deleteProperty(HTMLElement.prototype, 'showPopover')
        })
      await put(page, 'vatel-call', { floating: true, label: 'Talk to Marta' })
      await page.evaluate(
        (layer) => {
          const cover = document.createElement('input')
          cover.style.cssText = `position: fixed; inset: 0; z-index: ${layer}; width: 100%; height: 100%`
          document.querySelector('main')?.append(cover)
          // The highest layer covers everything but the top layer.
        },
        hasPopovers ? 2147483647 : 1,
      )
      const launcher = page.locator('vatel-call .launcher')
      const panel = page.locator('vatel-call .panel')
      const focused = () => page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.className)
      const raised = () => page.locator('vatel-call:popover-open').count()
      await launcher.focus()
      await page.keyboard.press('Enter')
      // The click arrives only where nothing covers the button.
      await page.getByRole('button', { name: 'Microphone and speaker' }).click()
      await page.getByLabel('Volume').waitFor()
      expect([await raised(), await focused()]).toEqual([hasPopovers ? 1 : 0, 'devices-button on'])
      await show(page, 'listening')
      await page.mouse.click(20, 20)
      expect(await panel.count()).toBe(1)
      await show(page, 'idle')
      await page.mouse.click(20, 20)
      await panel.waitFor({ state: 'detached' })
      expect([await raised(), await page.evaluate(() => document.activeElement?.tagName)]).toEqual([
        0,
        'INPUT',
      ])
      await launcher.focus()
      await page.keyboard.press('Enter')
      await page.waitForFunction(
        () => document.activeElement?.shadowRoot?.activeElement?.classList.contains('main') === true,
      )
      // While it unfolds, the panel moves.
      await panel.evaluate((section) => Promise.all(section.getAnimations().map(({ finished }) => finished)))
      const [panelBox, buttonBox] = [await panel.boundingBox(), await launcher.boundingBox()]
      expect((panelBox?.y ?? 0) + (panelBox?.height ?? 0)).toBeLessThan(buttonBox?.y ?? 0)
      expect((buttonBox?.x ?? 0) + (buttonBox?.width ?? 0)).toBeCloseTo(1280 - 20, 0)
      await launcher.focus()
      // The first one closes the choice of devices.
      await page.keyboard.press('Escape')
      await page.getByLabel('Volume').waitFor({ state: 'detached' })
      await page.keyboard.press('Escape')
      await panel.waitFor({ state: 'detached' })
      expect([await raised(), await focused()]).toEqual([0, expect.stringContaining('launcher')])
      await page.close()
    },
  )

  it('keeps its buttons in one row and in its panel, at 320 px, in a low window and at a zoom of 400 %', async () => {
    const page = await open(320)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    const looks = [false, true].flatMap((floating) =>
      [false, true].flatMap((showsDevices) =>
        (['listening', 'suspect'] as const).map((name) => ({ floating, showsDevices, name })),
      ),
    )
    const found: string[] = []
    for (const [width, height] of [
      [320, 640],
      [460, 360],
      [320, 256],
    ] as const) {
      await page.setViewportSize({ width, height })
      for (const { floating, showsDevices, name } of looks) {
        await put(page, 'vatel-call', { name: 'Marta', floating, open: floating, showsDevices })
        await show(page, name)
        const lines = await page.evaluate(() => {
          const root = document.querySelector('vatel-call')?.shadowRoot
          const end = root?.querySelector('.panel')?.getBoundingClientRect().bottom ?? 0
          const boxes = [...(root?.querySelectorAll('.bar button') ?? [])].map((button) =>
            button.getBoundingClientRect(),
          )
          const rows = new Set(boxes.map(({ top, height }) => Math.round(top + height / 2)))
          return [
            ...(boxes.length === 3 && rows.size === 1 ? [] : [`${boxes.length} buttons, ${rows.size} rows`]),
            ...boxes.filter(({ bottom }) => bottom > end).map(({ bottom }) => `ends at ${bottom} of ${end}`),
          ]
        })
        const look = `${width} x ${height} ${name} ${floating ? 'floating' : ''} ${showsDevices ? 'devices' : ''}`
        found.push(...lines.map((line) => `${look}: ${line}`))
      }
    }
    await page.close()
    expect(found).toEqual([])
  })

  it('gives the room of the conversation to the open devices, unless a tool waits for a decision', async () => {
    const page = await open()
    await put(page, 'vatel-call', { showsDevices: true })
    const seen = async (name: keyof typeof moments) => {
      await show(page, name)
      return page.locator('vatel-call .bubble, vatel-call .decision').first().isVisible()
    }
    expect([await seen('speaking'), await seen('asking'), await seen('tool')]).toEqual([false, true, false])
    await page.close()
  })

  it('moves nothing for a note, which stands in the place of the visualizer', async () => {
    const page = await open()
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await put(page, 'vatel-call', { name: 'Marta' })
    const note = {
      type: 'microphone-silent',
      text: 'The microphone is silent. Look for a mute switch on it.',
    }
    const moved = await page.evaluate(async (problem) => {
      const element = document.querySelector('vatel-call')
      const look = async (moment: Partial<typeof elementsPage.moments.speaking>) => {
        call.show(moment)
        await element?.updateComplete
        const root = element?.shadowRoot
        const boxes = ['.panel', 'header', '.stage', 'vatel-transcript', '.bar'].map((part) => {
          const { top, bottom } = root?.querySelector(part)?.getBoundingClientRect() ?? {}
          return [part, top, bottom]
        })
        const status = root?.querySelector('vatel-status')
        await status?.updateComplete
        const shown = status?.shadowRoot?.querySelector('.problem')?.getBoundingClientRect()
        return {
          boxes,
          noteHeight: shown?.height ?? 0,
          stageShows: root?.querySelector('.stage')?.checkVisibility({ visibilityProperty: true }),
        }
      }
      const { speaking } = elementsPage.moments
      return [await look(speaking), await look(Object.assign({}, speaking, { problems: [problem] }))] as const
    }, note)
    await page.close()
    expect(moved[1].boxes).toEqual(moved[0].boxes)
    expect(moved.map(({ noteHeight, stageShows }) => [noteHeight > 40, stageShows])).toEqual([
      [false, true],
      [true, false],
    ])
  })

  it('unfolds the conversation with its first line, and at once for who wants little motion', async () => {
    const page = await open()
    const animations: unknown[] = []
    for (const reducedMotion of ['no-preference', 'reduce'] as const) {
      await page.emulateMedia({ reducedMotion })
      await put(page, 'vatel-call')
      await show(page, 'connecting')
      animations.push(
        // In one task with the first line: the animation is over soon.
        await page.evaluate(async () => {
          const element = document.querySelector('vatel-call')
          call.show(elementsPage.moments.listening)
          await element?.updateComplete
          const transcript = element?.shadowRoot?.querySelector('vatel-transcript')
          return transcript?.getAnimations().map((each) => each instanceof CSSAnimation && each.animationName)
        }),
      )
    }
    await page.close()
    expect(animations).toEqual([['unfold'], []])
  })

  it('keeps a name beside the face in a page from right to left', async () => {
    const page = await open()
    await page.evaluate(() => (document.documentElement.dir = 'rtl'))
    await put(page, 'vatel-call', { name: 'Marta' })
    const gap = await page.evaluate(() => {
      const root = document.querySelector('vatel-call')?.shadowRoot
      const name = document.createRange()
      const heading = root?.querySelector('h2')
      if (heading != null) name.selectNodeContents(heading)
      const face = root?.querySelector('.face')?.getBoundingClientRect()
      return (face?.left ?? 0) - name.getBoundingClientRect().right
    })
    expect(gap).toBeCloseTo(0.8 * 16, 0)
    await page.close()
  })

  it('lets a listener change the parameters of a call, or prevent it', async () => {
    const page = await open()
    await put(page, 'vatel-call', { parameters: { agent_id: 'a' } })
    const started = await page.evaluate(() => {
      const given: unknown[] = []
      const element = document.querySelector('vatel-call')
      Object.assign(call, { start: (parameters: unknown) => given.push(parameters) })
      document.addEventListener(
        'vatel-start',
        (event) =>
          Object.assign((event as CustomEvent<{ parameters: object }>).detail.parameters, {
            first_message: 'Hi',
          }),
        { once: true },
      )
      element?.start()
      document.addEventListener('vatel-start', (event) => event.preventDefault(), { once: true })
      element?.start()
      return given
    })
    expect(started).toEqual([{ agent_id: 'a', first_message: 'Hi' }])
    await page.close()
  })

  /** A part of each element that only a call shows. */
  const shown = {
    'vatel-call': '.heard',
    'vatel-visualizer': '[aria-label="Speaking"]',
    'vatel-transcript': '.heard',
    'vatel-captions': '.caption',
    'vatel-status': '.speaking .phase',
    'vatel-devices': 'option[value="m1"]',
  } as const

  it.each(['plain', 'react', 'vue', 'svelte'])('and each other element shows a call in %s', async (name) => {
    const page = await open()
    for (const [tag, part] of Object.entries(shown)) {
      await page.evaluate(
        ([framework, element]) => {
          globalThis.call = elementsPage.createStubCall()
          const root = document.createElement('div')
          document.querySelector('#root')?.replaceChildren(root)
          elementsPage.frameworks[framework]?.(root, call, element)
        },
        [name, tag] as const,
      )
      await page.locator(tag).waitFor({ state: 'attached' })
      await page.evaluate(() => call.show(elementsPage.moments.speaking))
      await page.locator(`${tag} ${part}`).first().waitFor({ state: 'attached' })
      if (tag !== 'vatel-call') continue
      await page.getByRole('button', { name: 'End call' }).click()
      expect(await page.evaluate(() => call.calls)).toEqual(['stop'])
      expect(await page.locator('vatel-call h2').innerText()).toBe('Marta')
    }
    await page.close()
  })

  it('shares one call between the elements of the page of plain HTML in the guide', async () => {
    const guide = readFileSync(join(__dirname, '../../../docs/guides/elements.md'), 'utf8')
    const [block = ''] = /(?<=```html\n)[^`]*createVoiceCall[^`]*/.exec(guide) ?? []
    const page = await open()
    await page.route('**/guide.html', (route) =>
      route.fulfill({ contentType: 'text/html', body: `<!doctype html>${block}` }),
    )
    await page.route('**/vatel-call.js', (route) =>
      route.fulfill({
        contentType: 'text/javascript',
        body: "import '/page.js'; export const { createVoiceCall } = elementsPage",
      }),
    )
    await page.goto(new URL('/guide.html', page.url()).href)
    const counts = await page.evaluate(() => {
      const all = [...document.querySelectorAll('vatel-visualizer, vatel-status, vatel-transcript')]
      const calls = all.map((element) => ('currentCall' in element ? element.currentCall : undefined))
      return [all.length, new Set(calls).size, calls.includes(undefined)]
    })
    expect(counts).toEqual([3, 1, false])
    await page.close()
  })

  it('tells developers what to set where an element has no call, and nothing of its parts', async () => {
    const page = await open()
    const printed: string[] = []
    page.on('console', (message) => {
      if (message.text().startsWith('@vatel/voice: ')) printed.push(`${message.type()} ${message.text()}`)
    })
    await page.evaluate(async () => {
      const root = document.querySelector('#root')
      const shown = Object.assign(document.createElement('vatel-status'), {
        call: elementsPage.createStubCall(),
      })
      const whole = document.createElement('vatel-call')
      root?.append(shown, whole)
      await whole.updateComplete
      root?.append(document.createElement('vatel-devices'))
    })
    await page.waitForEvent('console', (message) => message.text().includes('<vatel-devices>'))
    const remedy =
      'has no call: set `call` to one of createVoiceCall, or `token` to the address of your server'
    expect(printed).toEqual([
      `warning @vatel/voice: <vatel-call> ${remedy}`,
      `warning @vatel/voice: <vatel-devices> ${remedy}`,
    ])
    await page.close()
  })

  it.each([
    [
      'a token that is an API key',
      { token: 'sk_live_0123456789' },
      "token: must be the address of your server, such as '/api/session-token', a function that returns a session token, or a simulator; never an API key",
    ],
    [
      'a base-url that is no address',
      { token: '/api/session-token', 'base-url': 'platform' },
      'base-url: must be an absolute URL such as https://api.vatel.ai',
    ],
  ])(
    'says what is wrong with %s, in its panel and on the console, and calls once it is right',
    async (_what, attributes, fault) => {
      const page = await open()
      const told = page.waitForEvent('console', (message) => message.text().startsWith('@vatel/voice: '))
      await page.evaluate((given) => {
        const element = document.createElement('vatel-call')
        for (const [name, value] of Object.entries<string>(given)) element.setAttribute(name, value)
        document.querySelector('#root')?.replaceChildren(element)
      }, attributes)
      expect((await told).text()).toBe(`@vatel/voice: <vatel-call> cannot call: ${fault}`)
      const panel = page.locator('vatel-call .words')
      await panel.getByText(fault, { exact: true }).waitFor()
      expect(await panel.innerText()).not.toContain('Set the attribute')
      await page.evaluate(() => {
        const element = document.querySelector('vatel-call')
        element?.setAttribute('token', '/api/session-token')
        element?.removeAttribute('base-url')
      })
      await panel.getByText('Your microphone is used only during the call.').waitFor()
      expect(await page.getByRole('button', { name: 'Start call' }).getAttribute('aria-disabled')).toBe(
        'false',
      )
      await page.close()
      expect(stage.complaints.splice(0)).toEqual([`@vatel/voice: <vatel-call> cannot call: ${fault}`])
    },
  )

  it.each([
    ['a misspelt option', { tolls: {} }, 'tolls: must be left out: there are only token, tools, '],
    [
      'a tool that is a plain text',
      { tools: { weather: 'sunny' } },
      'tools.weather: must be made by tool({ args, run })',
    ],
  ])(
    'says the same of %s that is set after the element has its call, and begins none',
    async (_what, options, fault) => {
      const page = await open()
      const told = page.waitForEvent('console', (message) => message.text().startsWith('@vatel/voice: '))
      await page.evaluate(async () => {
        const element = document.createElement('vatel-call')
        element.simulator = elementsPage.simulatePlatform()
        document.querySelector('#root')?.replaceChildren(element)
        await element.updateComplete
        if (element.currentCall === undefined) throw new Error('the element has no call')
      })
      const phase = await page.evaluate(async (given) => {
        const element = document.querySelector('vatel-call')
        if (element === null) throw new Error('no element')
        Object.assign(element, { options: given })
        await element.updateComplete
        element.start()
        return element.currentCall?.getSnapshot().phase
      }, options)
      expect((await told).text()).toContain(`<vatel-call> cannot call: ${fault}`)
      await page.locator('vatel-call .words').getByText(fault).waitFor()
      expect(phase).toBe('idle')
      await page.close()
      expect(stage.complaints.splice(0)).toEqual([expect.stringContaining(fault)])
    },
  )

  it('holds a whole call with a simulator in the page, under a strict policy', async () => {
    const page = await open()
    await page.evaluate(() => {
      const element = document.createElement('vatel-call')
      element.simulator = elementsPage.simulatePlatform()
      element.options = { audio: { workletUrl: '/voice.js' } }
      document.querySelector('#root')?.replaceChildren(element)
    })
    await page.getByRole('button', { name: 'Start call' }).click()
    const heard = page.locator('vatel-transcript .heard', { hasText: 'Hello, this is the switchboard' })
    await heard.waitFor()
    await page
      .locator('vatel-call [data-announcements]', { hasText: 'switchboard' })
      .waitFor({ state: 'attached' })
    await page.getByRole('button', { name: 'End call' }).click()
    await page.locator('vatel-call .reason', { hasText: 'You ended the call.' }).waitFor()
    await page.close()
  })
})

describe('vatel-transcript', () => {
  it('announces each sentence once, when it is finished, and never what was not heard', async () => {
    const page = await open()
    await put(page, 'vatel-transcript')
    const announced = await page.evaluate(async () => {
      const { agent, user } = elementsPage
      const element = document.querySelector('vatel-transcript')
      const said: string[] = []
      const region = element?.shadowRoot?.querySelector('[data-announcements]')
      if (element == null || region == null) return ['no live region']
      new MutationObserver((changes) => {
        for (const { addedNodes } of changes)
          for (const node of addedNodes) if (node.nodeName === 'P') said.push(node.textContent ?? '')
      }).observe(region, { childList: true })
      const answer = 'It is sunny. The castle is open until nine. Would you like a guide?'
      const lines = (heard: number) => [
        user('What is the weather?'),
        agent(answer.slice(0, heard), answer.slice(heard)),
      ]
      const steps = [
        [user('What', false)],
        [user('What is the', false)],
        [user('What is the weather?')],
        ...Array.from({ length: 54 }, (_, at) => lines(at)),
        [
          ...lines(0).slice(0, 1),
          agent(answer.slice(0, 53), answer.slice(53), { cancelled: true, interrupted: true }),
        ],
        [
          ...lines(0).slice(0, 1),
          agent(answer.slice(0, 53), answer.slice(53), { cancelled: true, interrupted: true }),
          user('No.'),
        ],
      ]
      for (const transcript of steps) {
        call.show({ transcript })
        await element.updateComplete
      }
      await Promise.resolve()
      return said
    })
    expect(announced).toEqual([
      'You: What is the weather?',
      'Agent: It is sunny.',
      'Agent: The castle is open until nine.',
      'Agent: Would you',
      'You: No.',
    ])
    await page.close()
  })

  it('changes a bounded part of a conversation of 1,000 lines for each word', async () => {
    const page = await open()
    await put(page, 'vatel-transcript')
    const changes = await page.evaluate(async () => {
      const { agent, user } = elementsPage
      const element = document.querySelector('vatel-transcript')
      if (element == null) return -1
      const lines = Array.from({ length: 1_000 }, (_, at) =>
        at % 2 === 0 ? user(`question ${at}`) : agent(`answer ${at}`),
      )
      call.show({ transcript: lines })
      await element.updateComplete
      let count = 0
      const root = element.shadowRoot
      if (root === null) return -1
      new MutationObserver((records) => (count += records.length)).observe(root, {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
      })
      const words = 'one two three four five six seven eight nine ten'.split(' ')
      for (let at = 1; at < words.length; at += 1) {
        call.show({ transcript: [...lines, agent(words.slice(0, at).join(' '), words.slice(at).join(' '))] })
        await element.updateComplete
      }
      await Promise.resolve()
      return count / words.length
    })
    expect(changes).toBeGreaterThan(0)
    expect(changes).toBeLessThan(20)
    await page.close()
  })

  it('follows the end, unless the reader has scrolled back', async () => {
    const page = await open()
    await put(page, 'vatel-transcript')
    const add = (count: number) =>
      page.evaluate(async (length) => {
        call.show({
          transcript: Array.from({ length }, (_, at) => elementsPage.agent(`A line of text, number ${at}`)),
        })
        await document.querySelector('vatel-transcript')?.updateComplete
      }, count)
    const distance = () =>
      page
        .locator('vatel-transcript .log')
        .evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight)
    const latest = page.getByRole('button', { name: 'Latest' })
    await add(40)
    await page.waitForFunction(() => {
      const log = document.querySelector('vatel-transcript')?.shadowRoot?.querySelector('.log')
      return log != null && log.scrollHeight - log.scrollTop - log.clientHeight < 2
    })
    expect(await latest.count()).toBe(0)
    await page.locator('vatel-transcript .log').evaluate((log) => log.scrollBy(0, -300))
    await latest.waitFor()
    const before = await distance()
    await add(41)
    expect(await distance()).toBeGreaterThan(before)
    await latest.click()
    await latest.waitFor({ state: 'detached' })
    expect(await distance()).toBeLessThan(2)
    await page.close()
  })

  it('strikes out what was not heard, with words for a screen reader', async () => {
    const page = await open()
    await put(page, 'vatel-transcript')
    await page.evaluate(() => call.show(elementsPage.moments.interrupted))
    expect(await page.locator('vatel-transcript s').innerText()).toContain('has the best view')
    expect(await page.locator('vatel-transcript .agent').last().textContent()).toContain('(not heard:')
    await page.close()
  })

  it('strikes out what was not heard when the call ended', async () => {
    const page = await open()
    await put(page, 'vatel-transcript')
    await page.evaluate(() => call.show(elementsPage.moments.speaking))
    const pending = await page.locator('vatel-transcript .pending').innerText()
    expect(await page.locator('vatel-transcript s').count()).toBe(0)
    await page.evaluate(() => call.show({ ...elementsPage.moments.speaking, phase: 'ended' }))
    expect(await page.locator('vatel-transcript s').innerText()).toBe(pending)
    await page.close()
  })

  it('has the corner of a bubble on the side of the speaker, in any script and direction of the page', async () => {
    const page = await open()
    await put(page, 'vatel-transcript')
    const corners = await page.evaluate(async () => {
      const { agent, user } = elementsPage
      call.show({ transcript: ['مرحبا', 'Hello'].flatMap((text) => [agent(text), user(text)]) })
      const element = document.querySelector('vatel-transcript')
      await element?.updateComplete
      const bubbles = [...(element?.shadowRoot?.querySelectorAll('.bubble') ?? [])]
      return ['ltr', 'rtl'].map((direction) => {
        document.documentElement.dir = direction
        return bubbles.map((bubble) => {
          const { borderBottomLeftRadius: left, borderBottomRightRadius: right } = getComputedStyle(bubble)
          return parseFloat(left) < parseFloat(right) ? 'left' : 'right'
        })
      })
    })
    expect(corners).toEqual([
      ['left', 'right', 'left', 'right'],
      ['right', 'left', 'right', 'left'],
    ])
    await page.close()
  })

  it('shows that a line has begun before it has a word', async () => {
    const page = await open()
    await put(page, 'vatel-transcript')
    await page.evaluate(() => call.show({ transcript: [elementsPage.user('', false)] }))
    expect(await page.locator('vatel-transcript .bubble').innerText()).toBe('…')
    await page.close()
  })

  it('shows dots where the answer will stand, while the agent thinks', async () => {
    const page = await open()
    await put(page, 'vatel-transcript')
    await page.evaluate(() => call.show(elementsPage.moments.thinking))
    await page.locator('vatel-transcript .thinking').waitFor()
    await page.evaluate(() => call.show(elementsPage.moments.tool))
    await page.locator('vatel-transcript .thinking').waitFor({ state: 'detached' })
    await page.close()
  })

  it('shows the arguments and the answer of a tool in its unfolded card', async () => {
    const page = await open()
    await put(page, 'vatel-transcript')
    await page.evaluate(() => call.show(elementsPage.moments.speaking))
    await page.locator('vatel-transcript summary', { hasText: 'Looked up weather' }).click()
    expect(await page.locator('vatel-transcript dl').innerText()).toBe(
      'city\nLisbon\nday\ntoday\nAnswer\nsunny, 21 degrees in Lisbon',
    )
    await page.close()
  })

  it('saves the transcript as a file', async () => {
    const page = await open()
    await put(page, 'vatel-transcript')
    await page.evaluate(() => {
      call.show(elementsPage.moments.connecting)
      call.show(elementsPage.moments.speaking)
    })
    await page.locator('vatel-transcript summary', { hasText: 'Download' }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Captions (WebVTT)' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('transcript.vtt')
    expect(readFileSync(await download.path(), 'utf8')).toMatch(/^WEBVTT\n\n1\n00:00:00\.\d{3} --> /)
    const [json] = await Promise.all([
      page.waitForEvent('download'),
      page.evaluate(() => document.querySelector('vatel-transcript')?.download('json')),
    ])
    expect(json.suggestedFilename()).toBe('transcript.json')
    expect(JSON.parse(readFileSync(await json.path(), 'utf8'))).toHaveLength(4)
    await page.close()
  })
})

describe('the other elements', () => {
  it('vatel-devices shows the default where the browser names a device that it does not list', async () => {
    const page = await open()
    await put(page, 'vatel-devices')
    const shown = await page.evaluate(async () => {
      const { devices, microphone } = elementsPage.moments.listening
      call.show({ devices, microphone: { ...microphone, deviceId: 'default' } })
      const element = document.querySelector('vatel-devices')
      await element?.updateComplete
      return element?.shadowRoot?.querySelector('select')?.selectedOptions[0]?.textContent.trim()
    })
    expect(shown).toBe('Default of the system')
    await page.close()
  })

  it('vatel-devices chooses a microphone, says when it cannot be used, and sets the volume', async () => {
    const page = await open()
    await put(page, 'vatel-devices')
    await page.evaluate(() => call.show(elementsPage.moments.listening))
    await page
      .getByLabel('Microphone')
      .selectOption({ label: 'Jabra Evolve2 65 (a name that is rather long)' })
    await page.getByText('This microphone cannot be used').waitFor()
    await page.getByLabel('Volume').fill('40')
    expect(await page.evaluate(() => [call.calls, call.volume])).toEqual([['setMicrophone m2'], 0.4])
    await page.evaluate(() => call.sound({ user: 0.4, agent: 0 }))
    await page.close()
  })

  const loudness = { user: 0.5, agent: 0 }

  it.each([
    ['vatel-call', 'moves', 'no-preference', ['none', '1 0.16', '1'], ['none', '1 0.41', '1']],
    ['vatel-call', 'keeps still', 'reduce', ['none', '1 0.66', '0.3'], ['none', '1 0.66', '0.65']],
    [
      'vatel-devices',
      'moves',
      'no-preference',
      ['matrix(0, 0, 0, 1, 0, 0)', 'none', '1'],
      ['matrix(0.5, 0, 0, 1, 0, 0)', 'none', '1'],
    ],
    ['vatel-devices', 'keeps still', 'reduce', ['none', 'none', '0'], ['none', 'none', '0.5']],
  ] as const)(
    '%s %s the level of the microphone, hidden from screen readers, with motion: %s',
    async (tag, _what, reducedMotion, silent, loud) => {
      const page = await open()
      await page.emulateMedia({ reducedMotion })
      await put(page, tag)
      await page.evaluate(() => call.show(elementsPage.moments.listening))
      const level = page.locator(`${tag} .level`)
      expect(await level.getAttribute('aria-hidden')).toBe('true')
      const lookAt = async (levels: typeof loudness) => {
        await page.evaluate((given) => call.sound(given), levels)
        return level.evaluate(async (element) => {
          await Promise.all(element.getAnimations({ subtree: true }).map(({ finished }) => finished))
          const { transform, scale, opacity } = getComputedStyle(element.firstElementChild ?? element)
          return [transform, scale, opacity]
        })
      }
      expect(await lookAt({ user: 0, agent: 0 })).toEqual(silent)
      expect(await lookAt(loudness)).toEqual(loud)
      await page.close()
    },
  )

  it.each([
    ['vatel-call', 'brings back', undefined],
    ['vatel-devices', 'brings back', undefined],
    ['vatel-call', 'with remember="off" does not bring back', 'off'],
    ['vatel-devices', 'with remember="off" does not bring back', 'off'],
  ] as const)('%s %s what the user chose at the last visit', async (tag, _what, remember) => {
    const page = await open()
    /** Begins a call in a new visit of the page, once this microphone is chosen; returns the one that it asks for. */
    const visit = async (chosen = '') => {
      await page.reload()
      await page.waitForFunction('globalThis.elementsPage')
      await page.evaluate(
        ([name, given]) => {
          const element = document.createElement(name)
          if (given !== undefined) element.setAttribute('remember', given)
          element.simulator = elementsPage.simulatePlatform()
          element.options = { audio: { workletUrl: '/voice.js' } }
          document.querySelector('#root')?.replaceChildren(element)
        },
        [tag, remember] as const,
      )
      await page.waitForFunction(
        ([name, deviceId]) => {
          const { devices, microphone } = document.querySelector(name)?.currentCall?.getSnapshot() ?? {}
          return devices?.microphones[1] !== undefined && microphone?.deviceId === deviceId
        },
        [tag, chosen] as const,
      )
      return page.evaluate(async (name) => {
        const own = document.querySelector(name)?.currentCall
        if (own === undefined) throw new Error('no call')
        const { mediaDevices } = navigator
        const original = mediaDevices.getUserMedia.bind(mediaDevices)
        const asked = new Promise<unknown>((resolve) => {
          mediaDevices.getUserMedia = (constraints) => {
            resolve((constraints?.audio as MediaTrackConstraints).deviceId ?? 'default')
            return original(constraints)
          }
        })
        const before = own.volume
        const second = own.getSnapshot().devices.microphones[1]?.deviceId ?? ''
        own.start()
        const microphone = await asked
        await own.setMicrophone(second)
        own.volume = 0.5
        own.stop()
        return { microphone, before, second }
      }, tag)
    }
    await page.evaluate(() => localStorage.clear())
    const first = await visit()
    expect(first).toMatchObject({ microphone: 'default', before: 1 })
    const next = await visit(remember === 'off' ? '' : first.second)
    const kept = { microphone: { exact: first.second }, before: 0.5 }
    expect(next).toMatchObject(remember === 'off' ? { microphone: 'default', before: 1 } : kept)
    await page.evaluate(() => localStorage.clear())
    await page.close()
  })

  it('vatel-call shows a call where the page may not store anything', async () => {
    const page = await open()
    await page.evaluate(() =>
      Object.defineProperty(globalThis, 'localStorage', {
        get: () => {
          throw new DOMException('denied', 'SecurityError')
        },
      }),
    )
    await put(page, 'vatel-call')
    await show(page, 'listening')
    expect(await page.getByRole('button', { name: 'End call' }).count()).toBe(1)
    await page.close()
  })

  it('vatel-devices turns noise suppression off, and shows the setting in use when it cannot be changed', async () => {
    const page = await open()
    await put(page, 'vatel-devices')
    await page.getByRole('switch', { name: 'Noise suppression' }).click()
    await page.getByRole('switch', { name: 'Noise suppression', checked: false }).waitFor()
    await page.getByRole('switch', { name: 'Echo cancellation' }).click()
    await page.getByText('The microphone could not be opened with this setting').waitFor()
    await page.getByRole('switch', { name: 'Echo cancellation', checked: true }).waitFor()
    expect(await page.evaluate(() => call.calls)).toEqual([
      'setProcessing {"noiseSuppression":false}',
      'setProcessing {"echoCancellation":false}',
    ])
    await page.close()
  })

  it('vatel-devices opens the microphone of a running call with the other processing', async () => {
    const page = await open()
    await page.evaluate(() => {
      const { mediaDevices } = navigator
      const original = mediaDevices.getUserMedia.bind(mediaDevices)
      globalThis.requests = []
      mediaDevices.getUserMedia = (constraints) => {
        requests.push(constraints?.audio)
        return original(constraints)
      }
      const element = document.createElement('vatel-devices')
      element.simulator = elementsPage.simulatePlatform()
      element.options = { audio: { workletUrl: '/voice.js' } }
      document.querySelector('#root')?.replaceChildren(element)
      element.currentCall?.start()
    })
    const hasAsked = (count: number) => page.waitForFunction((length) => requests.length === length, count)
    await hasAsked(1)
    await page.getByRole('switch', { name: 'Noise suppression' }).click()
    await hasAsked(2)
    await page.getByRole('switch', { name: 'Noise suppression', checked: false }).waitFor()
    const asked = await page.evaluate(() => {
      document.querySelector('vatel-devices')?.currentCall?.stop()
      return requests
    })
    const usual = { echoCancellation: true, autoGainControl: true }
    expect(asked).toMatchObject([
      { ...usual, noiseSuppression: true },
      { ...usual, noiseSuppression: false },
    ])
    await page.close()
  })

  it('vatel-devices plays a test sound on the chosen speaker', async () => {
    const page = await open()
    await put(page, 'vatel-devices')
    await page.evaluate(() => {
      const { moments } = elementsPage
      call.show({ ...moments.listening, speaker: { state: 'running', deviceId: 'gone', volume: 0.1 } })
    })
    const button = page.locator('vatel-devices .test')
    await button.click()
    await page.getByText('The test sound could not be played').waitFor()
    await page.evaluate(() => call.show(elementsPage.moments.listening))
    const played = await button.evaluate(async (element: HTMLElement) => {
      element.click()
      await document.querySelector('vatel-devices')?.updateComplete
      return element.innerText
    })
    expect(played).toBe('Playing…')
    await page.getByRole('button', { name: 'Play a test sound' }).waitFor()
    expect(await page.getByText('The test sound could not be played').count()).toBe(0)
    await page.close()
  })

  it.each([
    ['orb', '.ball', '1.1'],
    ['bars', '.fill-3', '0px 50%'],
    ['bars', '.bar:nth-child(4)', '0px -25%'],
    ['wave', '.wave-1', '1 0.5'],
  ])('vatel-visualizer moves the %s with the voice that is heard, by %s', async (kind, part, target) => {
    const page = await open()
    await put(page, 'vatel-visualizer', { kind })
    const targets = await page.evaluate(async (selector) => {
      const element = document.querySelector('vatel-visualizer')
      call.show(elementsPage.moments.speaking)
      await element?.updateComplete
      const moved = element?.shadowRoot?.querySelector(selector)
      await call.sound({ user: 0, agent: 0.5 })
      const [animation] = moved?.getAnimations() ?? []
      const [last] = (animation?.effect as KeyframeEffect).getKeyframes().slice(-1)
      return [last?.['scale'] ?? last?.['translate'], element?.style.getPropertyValue('--level')]
    }, part)
    expect(targets).toEqual([target, ''])
    await page.close()
  })

  it.each(['no-preference', 'reduce'] as const)(
    'vatel-visualizer has its bars in its middle before a call, also for who wants little motion: %s',
    async (reducedMotion) => {
      const page = await open()
      await page.emulateMedia({ reducedMotion })
      await put(page, 'vatel-visualizer', { kind: 'bars' })
      const [whole, seen] = await page.evaluate(() => {
        const element = document.querySelector('vatel-visualizer')
        const boxOf = (part: Element | null | undefined) => part?.getBoundingClientRect() ?? new DOMRect()
        // The lower part of a fill is outside its bar, which clips it.
        const bars = [...(element?.shadowRoot?.querySelectorAll('.bar') ?? [])].map((bar) => ({
          top: boxOf(bar.firstElementChild).top,
          bottom: boxOf(bar).bottom,
        }))
        const { top, bottom } = boxOf(element)
        return [(top + bottom) / 2, bars.map((bar) => (bar.top + bar.bottom) / 2)] as const
      })
      await page.close()
      expect(seen).toHaveLength(7)
      for (const middle of seen) expect(middle).toBeCloseTo(whole, 0)
    },
  )

  it('vatel-visualizer moves a part by one animation, whose movements go through two readings of the voice', async () => {
    const page = await open()
    await put(page, 'vatel-visualizer', { kind: 'orb' })
    const movements = await page.evaluate(async () => {
      const element = document.querySelector('vatel-visualizer')
      call.show(elementsPage.moments.speaking)
      await element?.updateComplete
      const ball = element?.shadowRoot?.querySelector('.ball')
      const animations = new Set<Animation>()
      const seen: unknown[] = []
      for (const agent of [0.5, 0.2, 0.8, 0.6, 0.4]) {
        await call.sound({ user: 0, agent })
        for (const each of ball?.getAnimations() ?? []) animations.add(each)
        const frames = [...animations].map(({ effect }) => (effect as KeyframeEffect).getKeyframes())
        seen.push(frames.map((each) => each.slice(1).map(({ scale }) => scale)))
      }
      return [animations.size, ...seen]
    })
    expect(movements).toEqual([
      1,
      // The first loudness is shown at once.
      [['1.1', '1.1', '1.1']],
      [['1.1', '1.1', '1.1']],
      [['1.04', '1.16', '1.16']],
      [['1.04', '1.16', '1.16']],
      [['1.12', '1.08', '1.08']],
    ])
    await page.close()
  })

  it.each(['orb', 'bars', 'wave'])(
    'vatel-visualizer keeps the %s still for who wants little motion: the loudness is its opacity',
    async (kind) => {
      const page = await open()
      await page.emulateMedia({ reducedMotion: 'reduce' })
      await put(page, 'vatel-visualizer', { kind })
      const still = await page.evaluate(async () => {
        const element = document.querySelector('vatel-visualizer')
        call.show(elementsPage.moments.speaking)
        await element?.updateComplete
        const shape = element?.shadowRoot?.querySelector('.shape')
        await call.sound({ user: 0, agent: 0.5 })
        const opacity = shape == null ? '' : getComputedStyle(shape).opacity
        return [opacity, shape?.getAnimations({ subtree: true }).length]
      })
      expect(still).toEqual(['0.85', 0])
      await page.close()
    },
  )

  it('vatel-visualizer reads no level while it is out of sight', async () => {
    const page = await open()
    await put(page, 'vatel-visualizer')
    await page.waitForFunction(() => call.meterCount === 1)
    const move = (top: string) =>
      page
        .locator('main')
        .evaluate((main, to) => void Object.assign(main.style, { position: 'relative', top: to }), top)
    await move('300vh')
    await page.waitForFunction(() => call.meterCount === 0)
    await move('0')
    await page.waitForFunction(() => call.meterCount === 1)
    await page.close()
  })

  it('vatel-captions has a space between the speaker and a line from right to left', async () => {
    const page = await open()
    await put(page, 'vatel-captions')
    const space = await page.evaluate(async () => {
      call.show({ ...elementsPage.moments.speaking, transcript: [elementsPage.agent('مرحبا')] })
      const element = document.querySelector('vatel-captions')
      await element?.updateComplete
      const who = element?.shadowRoot?.querySelector('.who')
      return who == null ? '' : getComputedStyle(who).marginLeft
    })
    expect(parseFloat(space)).toBeGreaterThan(0)
    await page.close()
  })

  it('vatel-captions shows what was heard of the last line', async () => {
    const page = await open()
    await put(page, 'vatel-captions')
    await page.evaluate(() => call.show(elementsPage.moments.speaking))
    expect(await page.locator('vatel-captions .caption').innerText()).toBe(
      'AgentIt is sunny, 21 degrees. The castle has the best view',
    )
    await page.close()
  })

  it('vatel-status announces a problem, with what to do', async () => {
    const page = await open()
    await put(page, 'vatel-status')
    await page.evaluate(() => call.show(elementsPage.moments.suspect))
    expect(await page.locator('vatel-status [role=alert]').innerText()).toBe(
      'The connection may be lost. The call goes on if it comes back.',
    )
    await page.close()
  })
})
