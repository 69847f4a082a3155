import { openCall } from '../src/call/socket.ts'
import type { CallSocketEvents } from '../src/call/connection.ts'

/** Holds a call whose listeners fail in every way, at every event, and says what became of it all. */
const [, , baseUrl = ''] = process.argv

const uncaught: string[] = []
let unhandled = 0
process.on('uncaughtException', (error, origin) => uncaught.push(`${origin}: ${error.message}`))
process.on('unhandledRejection', () => (unhandled += 1))

const call = openCall({ token: 'token', baseUrl })
const received: Record<string, string[]> = {}
const events = ['message', 'invalid', 'sent', 'state', 'end'] as const

const listen = (event: keyof CallSocketEvents) => {
  const hear = (who: string) => (received[who] ??= []).push(event)
  const leave = call.on(event, () => {
    hear('leaving')
    leave()
  })
  call.on(event, () => {
    hear('throwing')
    throw new Error(`thrown at ${event}`)
  })
  call.on(event, (): unknown => {
    hear('rejecting')
    return Promise.reject(new Error(`rejected at ${event}`))
  })
  const join = call.on(event, () => {
    join()
    call.on(event, () => void hear('joined'))
  })
  call.on(event, () => void hear('last'))
}

call.on('message', ({ type }) => {
  if (type === 'response_text') call.close()
})
for (const event of events) listen(event)
await call.started
call.sendToolOutput('1', 'done')
const { state } = call
const { type } = await call.ended
// What fails does so on tasks of its own.
for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setTimeout(resolve))
process.stdout.write(JSON.stringify({ state, end: type, received, uncaught, unhandled }))
