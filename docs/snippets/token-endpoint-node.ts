// server.mjs
import { createServer } from 'node:http'
import { toNodeListener } from '@vatel/core/node'
import { handler } from './token-handler.ts'

const listener = toNodeListener(handler)

export const server = createServer((request, response) => {
  if (request.url === '/api/session-token') void listener(request, response)
  else response.writeHead(404).end()
}).listen(process.env['PORT'] ?? 3000)
