import { isInCall, type View } from './page-state.ts'

/** Elements that use the keys themselves. A radio button that is chosen does nothing on Space. */
const usesKeys = (element: Element | null): boolean =>
  element?.matches('button, a, summary, select, textarea, input:not([type="radio"])') === true

/** The element with the focus, also inside a custom element. */
const focusedElement = (): Element | null => {
  let element = document.activeElement
  while (element?.shadowRoot?.activeElement != null) element = element.shadowRoot.activeElement
  return element
}

const isSomethingOpen = () => document.querySelector(':popover-open, dialog[open]') !== null

const onSpace = (event: KeyboardEvent, { snapshot, demo }: View): void => {
  if (usesKeys(focusedElement())) return
  // The page would scroll.
  event.preventDefault()
  if (event.repeat) return
  const { can } = snapshot
  if (can.start) demo.start()
  else if (snapshot.microphone.isMuted) demo.call.unmute()
  else if (can.resume) demo.call.resume()
  else if (can.pause) demo.call.pause()
}

/** Follows the keys of the page: Space, M, S, C, D, Escape and the question mark. */
export const followKeyboard = (view: () => View): void => {
  let isTalking = false

  document.addEventListener('keydown', (event) => {
    const now = view()
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isSomethingOpen()) return
    const { actions, demo, snapshot } = now
    switch (event.key) {
      case ' ':
        if (!event.repeat) isTalking = snapshot.microphone.isMuted && !usesKeys(focusedElement())
        onSpace(event, now)
        return
      case 'Escape':
        if (now.isDrawerOpen) actions.toggleDrawer()
        else if (isInCall(now)) demo.call.stop()
        return
      case '?':
        event.preventDefault()
        actions.showHelp()
        return
    }
    if (event.repeat || focusedElement()?.matches('select, textarea') === true) return
    switch (event.key.toLowerCase()) {
      case 'm':
        demo.call[snapshot.microphone.isMuted ? 'unmute' : 'mute']()
        break
      case 's':
        demo.call.interrupt()
        break
      case 'c':
        actions.set({ captions: !now.settings.captions })
        break
      case 'd':
        actions.toggleDrawer()
        break
    }
  })
  document.addEventListener('keyup', ({ key }) => {
    if (key !== ' ' || !isTalking) return
    isTalking = false
    view().demo.call.mute()
  })
}
