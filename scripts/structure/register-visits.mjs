import { register } from 'node:module'

register('./visits.mjs', import.meta.url)
