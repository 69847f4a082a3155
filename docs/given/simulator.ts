export { readFileSync } from 'node:fs'
export { createClient } from '@vatel/core'
