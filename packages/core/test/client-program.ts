import { openCall } from '../src/socket/call-socket.ts'

const [, , baseUrl = '', mode = ''] = process.argv

const say = (what: object) => process.stdout.write(JSON.stringify(what))

/** How many timers and connections still keep this program. */
const held = () =>
  process.getActiveResourcesInfo().filter((name) => name === 'Timeout' || name.startsWith('TCP')).length

const holdBriefly = async () => {
  const abort = new AbortController()
  const call = openCall({ token: 'token', baseUrl, signal: abort.signal })
  await call.opened
  if (mode === 'close()') call.close()
  else if (mode === 'the signal') abort.abort()
  else call.sendAudio(new Int16Array(480))
  const { type } = await call.ended
  // The socket itself is gone one turn after it has told its end.
  await new Promise((resolve) => setImmediate(resolve))
  say({ end: type, timers: held() })
}

const readSlowly = async () => {
  const call = openCall({ token: 'token', baseUrl })
  await call.opened
  const heap = () => {
    globalThis.gc?.()
    return process.memoryUsage().heapUsed + process.memoryUsage().external
  }
  const beforeBytes = heap()
  let read = 0
  let inOrder = true
  let mostBytes = 0
  for await (const message of call.messages()) {
    if (message.type !== 'response_text') continue
    inOrder &&= message.data.turn_id === String(read)
    read += 1
    // As slow as a turn of the event loop for each: the platform is many times faster.
    await new Promise((resolve) => setImmediate(resolve))
    if (read % 20_000 === 0) mostBytes = Math.max(mostBytes, heap())
  }
  say({ end: (await call.ended).type, read, inOrder, grownBytes: mostBytes - beforeBytes })
}

await (mode === 'slow reading' ? readSlowly() : holdBriefly())
