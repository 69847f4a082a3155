import { callMachine } from '@vatel/machine'
import { createActor } from 'xstate'
import type { Mount } from '../demo/demo.ts'
import { viewOf, type View } from '../view.ts'

const element = (name: string, text: string): HTMLElement => {
  const made = document.createElement(name)
  made.textContent = text
  return made
}

/** Shows the call with nothing but the DOM. */
export const mountPlain: Mount = (target, { input, clock, inspect, speak }) => {
  const actor = createActor(callMachine, { input, clock, inspect })

  const button = (label: string, enabled: boolean, click: () => void) => {
    const made = document.createElement('button')
    made.textContent = label
    made.disabled = !enabled
    made.addEventListener('click', click)
    return made
  }
  const show = ({ phase, buttons, lines }: View) => {
    const list = document.createElement('ol')
    list.append(...lines.map((line) => element('li', line)))
    const main = document.createElement('main')
    main.append(
      element('output', phase),
      ...buttons.map(({ label, event, enabled }) => button(label, enabled, () => actor.send(event))),
      button('Speak', true, speak),
      list,
    )
    target.replaceChildren(main)
  }

  actor.subscribe((snapshot) => show(viewOf(snapshot)))
  actor.start()
  show(viewOf(actor.getSnapshot()))
  return () => {
    actor.stop()
    target.replaceChildren()
  }
}
