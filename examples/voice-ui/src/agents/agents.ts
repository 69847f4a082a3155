/** An agent that can be called from the page. */
export interface Agent {
  /** Name of its scenario in the simulator; of the server's agent `server`. */
  readonly id: string
  /** Name of the drawn face, and of the colours. */
  readonly face: 'ada' | 'victor' | 'nora' | 'ines' | 'priya' | 'salma'
  readonly name: string
  /** The name in Latin letters, where its own has others. */
  readonly latinName?: string
  readonly role: string
  /** Language of the agent, as in HTML. */
  readonly lang: string
  /** Direction of its script. @defaultValue left to right */
  readonly dir?: 'rtl'
  /** Name of the language, in the language of the page. */
  readonly language: string
  /** Sentences to begin with. */
  readonly hints: readonly string[]
}

/** The agents that the simulator plays inside the page. */
export const agents: readonly Agent[] = [
  {
    id: 'city-guide',
    face: 'ada',
    name: 'Ada',
    role: 'City guide',
    lang: 'en',
    language: 'English',
    hints: ['What is the weather in Paris?', 'Tell me about the museums.', 'Interrupt me while I talk.'],
  },
  {
    id: 'bistro',
    face: 'victor',
    name: 'Victor',
    role: 'Bistro',
    lang: 'en',
    language: 'English',
    hints: ['A table for two, tomorrow at eight.', 'He asks you before he books.'],
  },
  {
    id: 'front-desk',
    face: 'nora',
    name: 'Nora',
    role: 'Hotel desk',
    lang: 'en',
    language: 'English',
    hints: ['When is breakfast?', 'Say nothing, and hear what she does.'],
  },
  {
    id: 'help-line',
    face: 'ines',
    name: 'Ines',
    role: 'Help line',
    lang: 'en',
    language: 'English',
    hints: ['My router has no light.', 'Yes, restart it.'],
  },
  {
    id: 'railway',
    face: 'priya',
    name: 'प्रिया',
    latinName: 'Priya',
    role: 'Trains',
    lang: 'hi',
    language: 'Hindi',
    hints: ['दिल्ली की अगली गाड़ी कब है?', 'धन्यवाद, बस इतना ही।'],
  },
  {
    id: 'clinic',
    face: 'salma',
    name: 'سلمى',
    latinName: 'Salma',
    role: 'Clinic',
    lang: 'ar',
    dir: 'rtl',
    language: 'Arabic',
    hints: ['أريد موعدا غدا صباحا من فضلك.', 'شكرا جزيلا، مع السلامة.'],
  },
]

/** The server behind the page, as `npm run demo:web` writes it into the page. */
export interface PageServer {
  /** Name of the agent that it calls. */
  readonly agent: string
  /** Address of the platform. */
  readonly baseUrl: string
  /** Place of the platform, in words. */
  readonly place: string
}

const isPageServer = (value: unknown): value is PageServer =>
  typeof value === 'object' &&
  value !== null &&
  ['agent', 'baseUrl', 'place'].every((key) => typeof (value as Record<string, unknown>)[key] === 'string')

/** Returns the server behind the page; `undefined` for a page that is only files. */
export const readPageServer = (page: Document): PageServer | undefined => {
  const text = page.querySelector<HTMLMetaElement>('meta[name="vatel-server"]')?.content ?? ''
  if (text === '') return undefined
  const server: unknown = JSON.parse(text)
  return isPageServer(server) ? server : undefined
}

/** Returns the agent of a server: with the face of the agent of the page that has its name, else a face of its own. */
export const serverAgent = ({ agent }: PageServer): Agent => {
  const known = agents.find(({ name }) => agent.startsWith(name))
  return {
    ...(known ?? { face: 'ines', name: agent, role: 'Voice agent', lang: 'en', language: '', hints: [] }),
    id: 'server',
  }
}
