import '@vatel/voice/elements'
import type { VoiceCallSnapshot } from '@vatel/voice'
import { render } from 'lit'
import { inspectLook } from '../../../packages/voice/test/inspect-look.ts'
import { createStubCall, moments } from '../../../packages/voice/test/stub-call.ts'
import { agents } from '../src/agents/agents.ts'
import { isInCall, type Actions, type Choice, type View } from '../src/page-state.ts'
import { renderPage } from '../src/view/page.ts'

const call = createStubCall()
const nothing = () => undefined
const actions: Actions = {
  choose: nothing,
  set: nothing,
  toggleDrawer: nothing,
  showHelp: nothing,
  showSettings: nothing,
  closeDialog: nothing,
  dialogClosed: nothing,
}
const [agent] = agents
if (agent === undefined) throw new Error('the page needs an agent')

const choice: Choice = {
  agent,
  settings: { rings: false, captions: false, theme: 'auto' },
  hasSlowTools: false,
  isDrawerOpen: false,
}

const turns = [
  { turnId: 'turn-1', firstByteMs: 420, firstSoundMs: 610 },
  { turnId: 'turn-2', firstByteMs: 380, firstSoundMs: 540 },
]

/** Renders the page of a call that a test controls, in one moment of it. */
const show = async (moment: Partial<VoiceCallSnapshot>, changes: Partial<Choice> = {}): Promise<void> => {
  call.show({ ...moment, latency: { turns: moment.sessionId == null ? [] : turns, bargeIns: [] } })
  const snapshot = call.getSnapshot()
  const view: View = {
    ...choice,
    ...changes,
    snapshot,
    agents,
    server: undefined,
    lastedMs: snapshot.end === null || snapshot.sessionId === null ? 0 : 48_000,
    log: {
      value: 'idle',
      events: [{ id: 1, type: 'session.started', count: 2, atMs: 61_250, detail: '{"sampleRate":24000}' }],
    },
    demo: {
      call,
      start: nothing,
      startSample: nothing,
      isSample: () => false,
      guestSpeaks: nothing,
      cutLine: nothing,
      saveRecording: nothing,
    },
    actions,
  }
  const root = document.querySelector<HTMLElement>('#app')
  if (root === null) throw new Error('the page needs an element with the id app')
  render(renderPage(view, isInCall(view) ? 'call' : snapshot.end === null ? 'idle' : 'ended'), root)
  const elements = root.querySelectorAll('vatel-status, vatel-transcript, vatel-captions, vatel-devices')
  for (const element of elements)
    await (element as unknown as { readonly updateComplete: Promise<boolean> }).updateComplete
}

/** What a test opens over the page, or beside the call. */
const openings: Readonly<Record<string, { readonly changes?: Partial<Choice>; readonly open?: () => void }>> =
  {
    drawer: { changes: { isDrawerOpen: true } },
    help: { open: () => document.querySelector<HTMLDialogElement>('#help')?.showModal() },
    devices: { open: () => document.querySelector<HTMLElement>('#settings')?.showPopover() },
    captions: { changes: { settings: { ...choice.settings, captions: true } } },
  }

/** Closes everything that is open. */
const close = (): void => {
  document.querySelector<HTMLDialogElement>('#help')?.close()
  document.querySelector<HTMLElement>('#settings')?.hidePopover()
}

/** Shows a moment with one opening, or with none. */
const showLook = async (name: keyof typeof moments, opening = ''): Promise<void> => {
  close()
  const { changes, open } = openings[opening] ?? {}
  await show(moments[name], changes)
  open?.()
}

/** Height of the conversation that is seen at once where the reader has scrolled to it, in pixels. */
const readableHeight = (): number => {
  const transcript = document.querySelector<HTMLElement>('vatel-transcript')
  if (transcript?.checkVisibility() !== true) return Infinity
  transcript.scrollIntoView({ block: 'end' })
  const { left, width, top, bottom } = transcript.getBoundingClientRect()
  const seen = Array.from({ length: Math.max(0, Math.floor(bottom - Math.max(0, top))) }, (_, at) =>
    document.elementFromPoint(left + width / 2, Math.max(0, top) + at),
  )
  return seen.filter((element) => transcript.contains(element)).length
}

/** Lowest height that the conversation may have: five lines. */
const minimumHeight = 120

/** Returns the parts with the focus that something else covers, and a conversation of too few lines. */
const findCovered = (): readonly string[] => {
  const found: string[] = []
  const height = readableHeight()
  if (height < minimumHeight) found.push(`the conversation has ${height} px`)
  const open = document.querySelector(':popover-open, dialog[open]') ?? document
  for (const element of open.querySelectorAll<HTMLElement>('button, summary, input, select')) {
    if (!element.checkVisibility() || element.closest('.top, .drawer, #settings, #help') !== null) continue
    element.focus()
    const { left, top, width, height: tall } = element.getBoundingClientRect()
    const seen = document.elementFromPoint(left + width / 2, top + tall / 2)
    if (seen === null || !(element.contains(seen) || seen.contains(element)))
      found.push(`${element.localName} "${element.textContent.trim()}" is covered by ${seen?.className}`)
  }
  return found
}

const names = Object.keys(moments) as (keyof typeof moments)[]
const looks: readonly (readonly [name: keyof typeof moments, opening?: string])[] = [
  ...names.map((name) => [name] as const),
  ['idle', 'help'],
  ['idle', 'drawer'],
  ['listening', 'devices'],
  ['speaking', 'captions'],
  ['ended', 'drawer'],
]

/** Shows the page in every phase and with all that opens, and returns what is wrong with each, a line for each fault. */
const inspectPhases = async (): Promise<readonly string[]> => {
  const found: string[] = []
  for (const [name, opening = ''] of looks) {
    await showLook(name, opening)
    for (const fault of [...(await inspectLook()), ...(opening === '' ? findCovered() : [])])
      found.push(`${name} ${opening}: ${fault}`)
  }
  close()
  return found
}

/** Tools of a test page. */
const page = { moments, show, showLook, inspectPhases }

declare global {
  /** Tools of a test page. */
  var phasesPage: typeof page
}

globalThis.phasesPage = page
