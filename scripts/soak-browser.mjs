import { parseArgs } from 'node:util'
import { runTool } from './workspace/tool.mjs'

const help = `pnpm soak:browser [--minutes number]

Holds a call in Chromium for ten minutes, 50 frames a second both ways, while it records what microphones at 44.1 and
48 kHz hear, and prints the figures: what was left out, level and noise, underruns, heap, work of the main thread.
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
  const { code } = await runTool('jest', ['packages/audio/src/web/minute.browser', '--verbose'], {
    show: true,
    env: { VATEL_SOAK_MINUTES: String(minutes) },
    limitMs: (2 * minutes + 10) * 60_000,
  })
  process.exitCode = code
}
