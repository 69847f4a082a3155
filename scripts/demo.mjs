import { prepare } from './workspace/prepare.mjs'
import { asksForHelp, printHelp, runExample } from './workspace/run-example.mjs'

const args = process.argv.slice(2)
if (asksForHelp(args)) {
  await printHelp('examples/talk/src/help.ts')
} else {
  await prepare('@vatel/example-talk')
  runExample('examples/talk/dist/command.js', args)
}
