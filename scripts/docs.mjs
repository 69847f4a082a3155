import { parseArgs } from 'node:util'
import { preparePage } from './workspace/prepare-page.mjs'
import { prepare } from './workspace/prepare.mjs'
import { seconds } from './workspace/terminal.mjs'

const help = `npm run docs [-- options]

Builds the site of the guides and the reference into docs/site/dist. Fails if an export has no doc comment, a doc comment
shows a type that is not exported, or a link does not resolve.

  --dev                serves the site, and shows changes of the guides at once
  --repository <url>   links every page and every place in the sources to this repository, for this build only; without
                       it they link to the repository of the manifests
  --help               prints this
`

const { values } = parseArgs({
  options: {
    dev: { type: 'boolean', default: false },
    repository: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})
if (values.repository !== undefined) process.env['DOCS_REPOSITORY'] = values.repository

if (values.help) {
  console.log(help)
} else {
  const started = performance.now()
  // The live blocks run the packages as they are built, and the first page shows the demo.
  await prepare('@vatel/docs')
  await preparePage('@vatel/example-voice-ui')
  const { buildSite, serveSite } = await import('../docs/.vitepress/site.mjs')
  if (values.dev) {
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
