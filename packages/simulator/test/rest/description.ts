import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Document } from 'openapi-backend'

/** Possible paths of the platform's description; it is not part of this repository. */
const file =
  process.env['VATEL_OPENAPI'] ??
  fileURLToPath(new URL('../../../../../shared/reference/openapi.json', import.meta.url))

/** The platform's own description (OpenAPI 3.0), if it is present. */
export const description: Document | undefined = existsSync(file)
  ? (JSON.parse(readFileSync(file, 'utf8')) as Document)
  : undefined
