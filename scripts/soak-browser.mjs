import { parseArgs } from 'node:util'
import { runTool } from './workspace/tool.mjs'

const help = `npm run soak:browser -- [--minutes number]

Holds two calls, one after the other, of ten minutes each between Chromium and a simulator, with 50 frames a second in
both directions: one with a microphone at 44.1 kHz and a platform whose clock is 200 ppm fast, one at 48 kHz and 200 ppm
slow. Prints the samples that the platform received, level, noise, underruns, heap and work of the main thread.
Then it looks for leaks: 1,000 mounts of a voice call in React 18 and in React 19, and 1,000 starts of one without it.
npm test holds the same calls for 15 s each, and looks for leaks after 210 mounts and 60 starts. The exit code is 0 only if every goal is reached. Run it on an idle machine.
`

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, help: { type: 'boolean', default: false } },
})
const minutes = Number(values.minutes)

if (values.help) {
  console.log(help)
} else if (!(minutes > 0)) {
  console.error(help)
  process.exitCode = 2
} else {
  const calls = ['test/browser/minute']
  const leaks = [
    ...['packages/voice/test/react/react.browser', 'packages/voice/test/browser/voice-call.browser'],
    ...['--testNamePattern', 'leaves nothing after'],
  ]
  for (const tests of [calls, leaks]) {
    const { code } = await runTool('jest', [...tests, '--runInBand', '--verbose'], {
      show: true,
      env: { VATEL_SOAK_MINUTES: String(minutes) },
      limitMs: (10 * minutes + 20) * 60_000,
    })
    process.exitCode ||= code
  }
}
