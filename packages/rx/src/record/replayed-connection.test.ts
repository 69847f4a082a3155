import { InvalidMessageError } from '@vatel/core'
import { describeConnection } from '../../../core/test/connection-contract.ts'
import { createReplayedConnection } from './replayed-connection.ts'

const openReplay = () => {
  const control = createReplayedConnection(() => control.end({ type: 'hung-up' }))
  const { connection, state, message } = control
  return {
    connection,
    receive: (received: Parameters<typeof message>[0]) => {
      if (received.type === 'session_started' && connection.state === 'connecting') {
        state('starting')
        state('live')
      }
      message(received)
    },
    receiveInvalid: () =>
      control.invalid(new InvalidMessageError('response_text', ['text: expected string'], 40)),
    lose: (code: number) => control.end({ type: 'lost', code, reason: '' }),
  }
}

describeConnection('a replay', openReplay, { takesInput: false })
