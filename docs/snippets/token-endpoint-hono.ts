import { Hono } from 'hono'
import { handler } from './token-handler.ts'

export const app = new Hono()
app.all('/api/session-token', ({ req }) => handler(req.raw))
