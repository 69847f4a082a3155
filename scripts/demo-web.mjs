import { preparePage } from './workspace/prepare-page.mjs'
import { prepare } from './workspace/prepare.mjs'
import { asksForHelp, printHelp, runExample } from './workspace/run-example.mjs'

const example = '@vatel/example-voice-ui'

const args = process.argv.slice(2)
if (asksForHelp(args)) {
  await printHelp('examples/voice-ui/src/server/help.ts')
} else {
  await prepare(example)
  await preparePage(example)
  runExample('examples/voice-ui/dist/command.js', args)
}
