// server.mjs
import { handler } from './token-handler.ts'

export default { port: 3000, fetch: handler }
