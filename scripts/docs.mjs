import { preparePage } from './workspace/prepare-page.mjs'
import { prepare } from './workspace/prepare.mjs'
import { seconds } from './workspace/terminal.mjs'

const help = `npm run docs [-- options]

Builds the site of the guides and the reference into docs/site/dist. Fails if an export has no doc comment, a doc comment
shows a type that is not exported, or a link does not resolve.

  --dev     serves the site, and shows changes of the guides at once
  --help    prints this
`

if (process.argv.includes('--help')) {
  console.log(help)
} else {
  const started = performance.now()
  // The live blocks run the packages as they are built, and the first page shows the demo.
  await prepare('@vatel/docs')
  await preparePage('@vatel/example-voice-ui')
  const { buildSite, serveSite } = await import('../docs/.vitepress/site.mjs')
  if (process.argv.includes('--dev')) {
    await serveSite()
  } else {
    const { faults, times } = await buildSite()
    const parts = Object.entries(times).map(([name, ms]) => `${name} ${seconds(ms)}`)
    console.log(
      faults.length === 0
        ? `built docs/site/dist in ${seconds(performance.now() - started)} (${parts.join(', ')})`
        : faults.join('\n'),
    )
    process.exitCode = faults.length === 0 ? 0 : 1
  }
}
