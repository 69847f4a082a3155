import { existsSync, readFileSync } from 'node:fs'
import { packages } from '../workspace/projects.mjs'
import { apiFile, publicApi } from '../workspace/public-api.mjs'
import { outcomeOfChecks } from './outcome.mjs'

/** @param {string} sign @param {readonly string[]} lines @param {readonly string[]} others */
const missing = (sign, lines, others) => {
  const known = new Set(others)
  return lines.filter((line) => !known.has(line)).map((line) => `${sign} ${line}`)
}

/** @param {import('../workspace/projects.mjs').Project} project */
const checkApi = (project) => {
  const name = `${project.shortName}: the public declarations are the committed ones`
  const file = apiFile(project)
  const committed = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const built = publicApi(project)
  if (built === committed) return { name }
  const [before, after] = [committed.split('\n'), built.split('\n')]
  const changes = [...missing('-', before, after), ...missing('+', after, before)].slice(0, 60)
  return {
    name,
    fault: `${changes.join('\n')}\nif the change is intended, run npm run api and commit the difference`,
  }
}

/** @type {import('./outcome.mjs').Run} */
export const check = async () => outcomeOfChecks(packages.map(checkApi))
