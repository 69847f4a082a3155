// server.mjs
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { handler } from './token-handler.ts'

const app = new Hono()
app.all('/api/session-token', ({ req }) => handler(req.raw))

export const server = serve({ fetch: app.fetch, port: Number(process.env['PORT'] ?? 3000) })
