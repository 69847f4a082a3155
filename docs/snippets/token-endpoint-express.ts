// server.mjs
import { toNodeListener } from '@vatel/core/node'
import express from 'express'
import { handler } from './token-handler.ts'

const app = express()
app.use(express.json())
app.all('/api/session-token', toNodeListener(handler))

export const server = app.listen(process.env['PORT'] ?? 3000)
