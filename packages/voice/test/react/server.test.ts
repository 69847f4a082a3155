import type { createElement, FunctionComponent, ReactNode } from 'react'

/** Modules that are loaded with the React that is under test. */
interface Modules {
  readonly createElement: typeof createElement
  readonly renderToString: (node: ReactNode) => string
  readonly VoiceButton: FunctionComponent
  readonly VoicePanel: FunctionComponent
}

const load = (path: string) => jest.requireActual<Modules>(path)

describe.each([
  ['18', 'react-18', 'react-dom-18'],
  ['19', 'react', 'react-dom'],
])('a server with React %s', (_major, react, reactDom) => {
  beforeAll(() => {
    jest.resetModules()
    jest.doMock('react', () => load(react))
    jest.doMock('react/jsx-runtime', () => load(`${react}/jsx-runtime`))
  })

  const render = (component: FunctionComponent): string =>
    load(`${reactDom}/server`).renderToString(load(react).createElement(component))

  it('renders the button of the README as it is before a call', () => {
    const { VoiceButton } = load('./voice-button.tsx')
    expect(render(VoiceButton)).toBe('<button>Talk to us</button><output>idle</output>')
  })

  it('renders the panel of the README as it is before a call', () => {
    const { VoicePanel } = load('./voice-panel.tsx')
    expect(render(VoicePanel)).toBe(
      '<button>Talk to us</button><ol></ol><select><option value="" selected="">Default microphone</option></select><div class="meter"></div>',
    )
  })
})
