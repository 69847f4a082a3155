import { parseArgs } from 'node:util'
import { runTool } from './workspace/tool.mjs'

const help = `pnpm soak:browser [--minutes number]

Holds two calls, one after the other, for ten minutes each between Chromium and a simulator, 50 frames a second both ways:
one with a microphone at 44.1 kHz and a platform whose clock is 200 ppm fast, one at 48 kHz and 200 ppm slow. Prints the
figures: whether the platform received every sample of the file, level and noise, underruns, heap, work of the main thread.
The exit code is 0 only if every goal is reached. Run it on a machine that does nothing else.
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
  const { code } = await runTool('jest', ['test/browser/minute', '--verbose'], {
    show: true,
    env: { VATEL_SOAK_MINUTES: String(minutes) },
    limitMs: (6 * minutes + 20) * 60_000,
  })
  process.exitCode = code
}
