import '@fontsource-variable/figtree/wght.css'
import { render } from 'lit'
import { agents, readPageServer, serverAgent } from './agents/agents.ts'
import { createDemoCall } from './call/demo-call.ts'
import { keepSettings, readSettings } from './call/settings.ts'
import { createStatechartLog } from './call/statechart-log.ts'
import { followKeyboard } from './keyboard.ts'
import { isInCall, type Actions, type Choice, type Screen, type View } from './page-state.ts'
import './style/page.css'
import './style/stage.css'
import './style/tools.css'
import { renderPage } from './view/page.ts'

const root = document.querySelector<HTMLElement>('#app')
if (root === null) throw new Error('the page needs an element with the id app')

const server = readPageServer(document)
const own = server === undefined ? [] : [serverAgent(server)]
// An agent of the server takes the place of the one that looks the same.
const all = [...own, ...agents.filter(({ name }) => own.every((each) => each.name !== name))]
const [first] = all
if (first === undefined) throw new Error('the page needs an agent')

let choice: Choice = { agent: first, settings: readSettings(), hasSlowTools: false, isDrawerOpen: false }
/** The agent of the last call, and the times of the call, in milliseconds of `performance.now()`. */
let called = first
let startedAtMs: number | undefined
let endedAtMs: number | undefined

const log = createStatechartLog(() => request())
const demo = createDemoCall(
  server,
  () => ({ agent: choice.agent, rings: choice.settings.rings, hasSlowTools: choice.hasSlowTools }),
  log.inspect,
)
const settingsPopover = () => document.querySelector<HTMLElement>('#settings')
const helpDialog = () => document.querySelector<HTMLDialogElement>('#help')

const actions: Actions = {
  choose: (changes) => {
    choice = { ...choice, ...changes }
    request()
  },
  set: (changes) => {
    const settings = { ...choice.settings, ...changes }
    keepSettings(settings)
    actions.choose({ settings })
  },
  toggleDrawer: () => {
    const isDrawerOpen = !choice.isDrawerOpen
    actions.choose({ isDrawerOpen })
    show()
    const target = isDrawerOpen ? '#drawer-title' : '[aria-controls="drawer"]'
    document.querySelector<HTMLElement>(target)?.focus()
  },
  showHelp: () => helpDialog()?.showModal(),
  showSettings: (opener) => {
    const popover = settingsPopover()
    popover?.classList.toggle('from-top', opener.closest('.top') !== null)
    popover?.showPopover()
    popover?.querySelector<HTMLElement>('button')?.focus()
  },
  closeDialog: () => {
    helpDialog()?.close()
    settingsPopover()?.hidePopover()
  },
  dialogClosed: () => keepFocus('h1'),
}

const readView = (): View => ({
  ...choice,
  snapshot: demo.call.getSnapshot(),
  agents: all,
  server,
  lastedMs: startedAtMs === undefined || endedAtMs === undefined ? 0 : endedAtMs - startedAtMs,
  log: log.read(),
  demo,
  actions,
})

const screenOf = (view: View): Screen => {
  if (isInCall(view)) return 'call'
  return view.snapshot.end !== null && called === view.agent ? 'ended' : 'idle'
}

/** Moves the focus to an element when nothing has it that can be seen. */
const keepFocus = (selector: string): void => {
  const { activeElement, body } = document
  if (activeElement === body || activeElement?.checkVisibility() !== true)
    document.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true })
}

let shown: Screen = 'idle'
/** Part of each screen that is scrolled into sight where the page is higher than the window. */
const firstSeen = { idle: '.stage', call: '.conversation', ended: '.end-card' } as const

const show = (): void => {
  const view = readView()
  const screen = screenOf(view)
  const { theme } = choice.settings
  document.documentElement.style.colorScheme = theme === 'auto' ? '' : theme
  const hadFocus = document.activeElement !== document.body
  render(renderPage(view, screen), root)
  // The buttons of a screen go with it: the focus moves to the main one of the next.
  if (hadFocus) keepFocus('[data-main]')
  if (screen === shown) return
  shown = screen
  document.querySelector(firstSeen[screen])?.scrollIntoView({ block: 'nearest' })
  // A key of the page has changed the screen, and no button had the focus: none gets it, because Space would press it.
  keepFocus('h1')
}

let isRequested = false
/** Renders once for all changes of a task. */
const request = (): void => {
  if (isRequested) return
  isRequested = true
  queueMicrotask(() => {
    isRequested = false
    show()
  })
}

demo.call.subscribe((snapshot) => {
  if (snapshot.phase === 'connecting') {
    called = choice.agent
    startedAtMs = undefined
    endedAtMs = undefined
  }
  if (snapshot.sessionId !== null && snapshot.end === null) startedAtMs ??= performance.now()
  if (snapshot.end !== null) endedAtMs ??= performance.now()
  request()
})

/** Milliseconds between two readings of the voices: the mouth of the agent, and the level of the microphone. */
const meterMs = 60
demo.call.meters.subscribe(({ agent, user }) => {
  root.querySelector<SVGElement>('.portrait .mouth')?.style.setProperty('--agent', agent.toFixed(2))
  root.querySelector<HTMLElement>('.bar .mute')?.style.setProperty('--user', user.toFixed(2))
}, meterMs)

followKeyboard(readView)
show()
