import type { CallConnection, CallSocket } from '../src/call/connection.ts'
import type { EndReason } from '../src/call/end-reason.ts'
import { callTransitions, type CallState } from '../src/call/lifecycle.ts'
import type { ServerMessage } from '../src/protocol/messages.ts'
import { until } from './until.ts'

/** A connection with the far end of it, for the contract. */
export interface ContractSubject {
  readonly connection: CallConnection
  /** The platform sends a message. */
  receive(message: ServerMessage): void
  /** The platform sends a message that is not as documented. */
  receiveInvalid(): void
  /** The connection breaks with this close code. */
  lose(code: number): void
  /** Removes what the subject has opened. */
  dispose?(): Promise<void>
}

/** Differences between connections that the contract allows. */
export interface ContractOptions {
  /** False for a replay, which drops everything that is sent. */
  readonly takesInput?: boolean
}

const started: ServerMessage = { type: 'session_started', data: { id: 'call-1' } }
const words = (text: string): ServerMessage => ({
  type: 'response_text',
  data: { turn_id: 't', text, is_final: true },
})
const toolCall: ServerMessage = {
  type: 'tool_call',
  data: { toolCallId: '7', toolName: 'look', arguments: [] },
}
const frame = new Int16Array(480)

const typesOf = (connection: CallConnection) => {
  const types: string[] = []
  connection.on('message', ({ type }) => types.push(type))
  return types
}

/** Runs the promises of `CallConnection` against one kind of connection. */
export const describeConnection = (
  name: string,
  open: () => ContractSubject | Promise<ContractSubject>,
  { takesInput = true }: ContractOptions = {},
): void => {
  describe(`the contract of a connection: ${name}`, () => {
    let subject: ContractSubject
    beforeEach(async () => {
      subject = await open()
    })
    afterEach(async () => {
      subject.connection.close()
      await subject.connection.ended
      await subject.dispose?.()
    })
    const start = async () => {
      subject.receive(started)
      await subject.connection.started
      return subject.connection
    }

    it('starts with the id of the session, and is live', async () => {
      const { connection } = subject
      subject.receive(started)
      expect((await connection.started).id).toBe('call-1')
      expect(connection.state).toBe('live')
    })

    it('keeps messages until somebody listens, and delivers all to those who begin in the same task', async () => {
      const connection = await start()
      subject.receive(words('one'))
      subject.receive(words('two'))
      const first = typesOf(connection)
      const second = typesOf(connection)
      const messages = connection.messages()
      await until(() => first.length === 3)
      expect(first).toEqual(['session_started', 'response_text', 'response_text'])
      expect(second).toEqual(first)
      for (const type of first) expect((await messages.next()).value).toMatchObject({ type })
    })

    it('delivers messages in order, and ends the iteration with the call', async () => {
      const connection = await start()
      const texts: string[] = []
      const reading = (async () => {
        for await (const message of connection.messages())
          if (message.type === 'response_text') texts.push(message.data.text)
      })()
      for (let n = 0; n < 100; n += 1) subject.receive(words(String(n)))
      await until(() => texts.length === 100)
      subject.lose(1011)
      await reading
      expect(texts).toEqual(Array.from({ length: 100 }, (_, n) => String(n)))
    })

    it('emits invalid messages, and goes on', async () => {
      const connection = await start()
      const types = typesOf(connection)
      const tags: string[] = []
      connection.on('invalid', ({ _tag }) => tags.push(_tag))
      subject.receiveInvalid()
      subject.receive(words('still here'))
      await until(() => types.includes('response_text'))
      expect(tags).toEqual(['InvalidMessageError'])
    })

    it('emits an invalid message from before, where only `invalid` is listened to', async () => {
      const connection = await start()
      subject.receiveInvalid()
      // Only a socket is late, and only a socket says what has arrived.
      const { delivery } = connection as Partial<CallSocket>
      if (delivery) await until(() => (connection as CallSocket).delivery.invalidMessages === 1)
      const tags: string[] = []
      connection.on('invalid', ({ _tag }) => tags.push(_tag))
      await until(() => tags.length === 1)
      expect(tags).toEqual(['InvalidMessageError'])
      const types = typesOf(connection)
      await until(() => types.length === 1)
      expect(types).toEqual(['session_started'])
    })

    it('stops calling a listener that has left, once for each time that it came', async () => {
      const connection = await start()
      let calls = 0
      const listener = () => {
        calls += 1
      }
      const leave = connection.on('message', listener)
      connection.on('message', listener)
      leave()
      leave()
      const types = typesOf(connection)
      subject.receive(words('one'))
      await until(() => types.includes('response_text'))
      expect(calls).toBe(types.length)
    })

    it('takes only legal transitions, and emits nothing after the end', async () => {
      const { connection } = subject
      const states: CallState[] = [connection.state]
      const events: string[] = []
      connection.on('state', (state) => states.push(state))
      for (const event of ['message', 'state', 'end'] as const) connection.on(event, () => events.push(event))
      await start()
      connection.close()
      await connection.ended
      subject.receive(words('too late'))
      subject.lose(1006)
      connection.close()
      await new Promise((resolve) => setImmediate(resolve))
      states.slice(1).forEach((next, at) => {
        expect(callTransitions[states[at] as CallState]).toContain(next)
      })
      expect(states.at(-1)).toBe('ended')
      expect(events.filter((event) => event === 'end')).toHaveLength(1)
      expect(events.at(-1)).toBe('end')
    })

    it.each<[string, (connection: CallConnection) => void, EndReason]>([
      ['close()', (connection) => connection.close(), { type: 'hung-up' }],
      ['a loss', () => subject.lose(1011), { type: 'lost', code: 1011, reason: '' }],
    ])('ends once after %s, though nobody reads', async (_name, act, reason) => {
      const connection = await start()
      const ends: EndReason[] = []
      connection.on('end', (end) => ends.push(end))
      act(connection)
      expect(await connection.ended).toEqual(reason)
      await connection[Symbol.asyncDispose]()
      expect([connection.state, ends]).toEqual(['ended', [reason]])
    })

    it('rejects `started` when it is closed before', async () => {
      subject.connection.close()
      await expect(subject.connection.started).rejects.toMatchObject({ _tag: expect.any(String) as string })
      expect(await subject.connection.ended).toEqual({ type: 'hung-up' })
    })

    it('drops what is sent after the end, and counts it', async () => {
      const connection = await start()
      connection.close()
      await connection.ended
      expect(connection.sendAudio(frame)).toEqual({ status: 'dropped' })
      expect(connection.sendToolOutput('7', 'late')).toEqual({ status: 'dropped' })
    })

    if (takesInput) {
      it('sends audio and accounts for each millisecond', async () => {
        const connection = await start()
        const sent: string[] = []
        connection.on('sent', ({ type }) => sent.push(type))
        expect(connection.sendAudio(frame)).toEqual({ status: 'sent' })
        expect(connection.audio).toEqual({ sentMs: 20, queuedMs: 0, droppedMs: 0 })
        connection.close()
        await connection.ended
        connection.sendAudio(frame)
        expect(connection.audio).toEqual({ sentMs: 20, queuedMs: 0, droppedMs: 20 })
        expect(sent).toEqual(['input_audio'])
      })

      it('sends one output for each tool call', async () => {
        const connection = await start()
        const types = typesOf(connection)
        subject.receive(toolCall)
        await until(() => types.includes('tool_call'))
        expect(connection.sendToolOutput('7', 'done')).toEqual({ status: 'sent' })
        expect(connection.sendToolOutput('7', 'again')).toEqual({ status: 'dropped' })
      })
    }
  })
}
