import { parseArgs } from 'node:util'
import { buildProject } from './workspace/build-project.mjs'
import { packages, projects } from './workspace/projects.mjs'
import { counted, seconds } from './workspace/terminal.mjs'

const help = `npm run build -- [options] [project …]

Builds the named projects (core, audio, talk, …), or every package, into their dist folders.

  --js      only JavaScript, no declarations
  --help    prints this
`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { js: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
})

if (values.help) {
  console.log(help)
} else {
  const started = performance.now()
  if (values.js) process.env['VATEL_BUILD'] = 'js'
  const chosen =
    positionals.length === 0 ? packages : projects.filter(({ shortName }) => positionals.includes(shortName))
  await Promise.all(chosen.map(buildProject))
  console.log(`built ${counted(chosen.length, 'project')} in ${seconds(performance.now() - started)}`)
}
