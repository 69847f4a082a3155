import { preparePage } from './workspace/prepare-page.mjs'
import { asksForHelp, printHelp, runExample } from './workspace/run-example.mjs'

const args = process.argv.slice(2)
if (asksForHelp(args)) {
  await printHelp('examples/voice-ui/src/server/help.ts')
} else {
  await preparePage('@vatel/example-voice-ui')
  runExample('examples/voice-ui/dist/command.js', args)
}
