/** @param {string} base @param {readonly (readonly [string, string])[]} pages */
const items = (base, pages) => pages.map(([link, text]) => ({ text, link: `${base}${link}` }))

/** The pages of the documentation, in the order in which a reader needs them. */
export const sidebar = [
  {
    text: 'Start',
    items: [
      { text: 'Talk now', link: '/' },
      ...items('/start/', [
        ['page', 'Quickstart: page'],
        ['server', 'Quickstart: server'],
        ['phone', 'A phone call'],
        ['bot', 'A bot in Node'],
        ['demo', 'Terminal demo'],
        ['demo-page', 'Demo page'],
        ['command', 'Commands'],
        ['packages', 'Which package'],
        ['defaults', 'Defaults that surprise'],
      ]),
      { text: 'Why this one', link: '/help/why' },
    ],
  },
  {
    text: 'Build',
    items: items('/guides/', [
      ['tokens', 'Tokens'],
      ['devices', 'Devices'],
      ['elements', 'Elements'],
      ['element-texts', 'Texts of the elements'],
      ['conversation', 'Conversation'],
      ['interruptions', 'Interruptions and echo'],
      ['push-to-talk', 'Push-to-talk'],
      ['captions', 'Captions and accessibility'],
      ['tools', 'Tools'],
      ['hand-over', 'Hand-over and text'],
      ['latency', 'Latency'],
      ['errors', 'Ends and errors'],
      ['bad-networks', 'Bad networks'],
      ['languages', 'Languages'],
    ]),
  },
  {
    text: 'Run',
    items: items('/guides/', [
      ['testing', 'Testing your app'],
      ['proxies', 'Proxies and CSP'],
      ['production', 'What to watch'],
      ['many-calls', 'Many calls'],
      ['privacy', 'Recording and privacy'],
      ['cost', 'Cost and limits'],
      ['going-live', 'Going live'],
    ]),
  },
  {
    text: 'Packages',
    items: [
      { text: 'voice', link: '/packages/voice' },
      { text: 'core', link: '/packages/core' },
      { text: 'core: REST', link: '/rest' },
      { text: 'core: token endpoint', link: '/token-endpoint' },
      { text: 'core: runtimes', link: '/runtimes' },
      { text: 'core: messages on the wire', link: '/protocol' },
      { text: 'audio', link: '/packages/audio' },
      { text: 'audio: microphone and speaker', link: '/audio/web' },
      { text: 'audio: resampler', link: '/audio/resampler' },
      { text: 'audio: jitter buffer', link: '/audio/jitter-buffer' },
      { text: 'audio: figures', link: '/audio/' },
      { text: 'rx', link: '/packages/rx' },
      { text: 'rx: recipes', link: '/rx' },
      { text: 'machine', link: '/packages/machine' },
      { text: 'machine: the chart', link: '/statechart' },
      { text: 'machine: recipes', link: '/guides/statechart-recipes' },
      { text: 'simulator', link: '/packages/simulator' },
      { text: 'simulator: in detail', link: '/simulator' },
      { text: 'Your own transport or device', link: '/guides/own-transport' },
    ],
  },
  {
    text: 'Help',
    items: [
      ...items('/help/', [
        ['troubleshooting', 'Troubleshooting'],
        ['from-python', 'Coming from Python'],
        ['from-javascript', 'Coming from JavaScript'],
        ['support', 'Support policy'],
      ]),
      { text: 'Releases', link: '/releases' },
    ],
  },
  {
    text: 'Examples',
    items: [
      { text: 'Small tasks', link: '/tasks' },
      { text: 'All examples', link: '/examples/' },
      { text: 'talk', link: '/examples/talk' },
      { text: 'voice-elements', link: '/examples/voice-elements' },
      { text: 'voice-ui', link: '/examples/voice-ui' },
      { text: 'machine-frameworks', link: '/examples/machine-frameworks' },
      { text: 'rx-frameworks', link: '/examples/rx-frameworks' },
    ],
  },
  {
    text: 'Project',
    items: [
      { text: 'Architecture', link: '/architecture' },
      { text: 'Contributing', link: '/contributing' },
    ],
  },
]
