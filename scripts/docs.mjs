import { openSite, siteFolder } from './workspace/site.mjs'

// Generates a site of the guides and the reference. Fails if an export has no doc comment, a doc comment shows a type
// that is not exported, or a link does not resolve.
const site = await openSite()
const project = await site.convert()
if (project !== undefined) {
  site.validate(project)
  await site.generateOutputs(project)
  console.log(`open ${siteFolder}/index.html`)
}
if (project === undefined || site.logger.hasWarnings() || site.logger.hasErrors()) process.exitCode = 1
