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

await holdBriefly()
