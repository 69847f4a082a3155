// server.mjs
import { toNodeListener } from '@vatel/core/node'
import fastify from 'fastify'
import { handler } from './token-handler.ts'

const listener = toNodeListener(handler)
const app = fastify()

app.post('/api/session-token', (request, reply) => {
  reply.hijack()
  return listener(Object.assign(request.raw, { body: request.body }), reply.raw)
})
void app.listen({ port: Number(process.env['PORT'] ?? 3000) })

export const { server } = app
