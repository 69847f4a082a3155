import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { buildProject } from './workspace/build-project.mjs'
import { packages } from './workspace/projects.mjs'
import { apiFile, publicApi } from './workspace/public-api.mjs'

// Builds every package and writes its public declarations to packages/*/etc, where they are committed.
await Promise.all(packages.map(buildProject))
for (const project of packages) {
  mkdirSync(dirname(apiFile(project)), { recursive: true })
  writeFileSync(apiFile(project), publicApi(project))
}
