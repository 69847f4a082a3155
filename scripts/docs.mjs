import { openSite, siteFolder } from './workspace/site.mjs'

// Writes the guides and the reference of every package as a site; fails where an export has no doc comment, a doc
// comment shows a type that users cannot name, or a link leads nowhere.
const site = await openSite()
const project = await site.convert()
if (project !== undefined) {
  site.validate(project)
  await site.generateOutputs(project)
  console.log(`open ${siteFolder}/index.html`)
}
if (project === undefined || site.logger.hasWarnings() || site.logger.hasErrors()) process.exitCode = 1
