// server.mjs
import { handler } from './token-handler.ts'

Deno.serve({ port: 3000 }, handler)
