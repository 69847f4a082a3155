import { CallFailedError, connectCall, transcript, type Call } from '@vatel/rx'
import { serverMessages } from '@vatel/rx/testing'
import { EMPTY, firstValueFrom, lastValueFrom, of } from 'rxjs'

const messages$: Call['messages$'] = of(serverMessages.user('Hello'))

/** Follows a conversation, and fails to begin a call; says `ok` where both happen. */
export const use = async (): Promise<string> => {
  const lines = await lastValueFrom(transcript()({ messages$, sent$: EMPTY }))
  const [line] = lines
  if (line?.who !== 'user' || line.text !== 'Hello') return 'the transcript is wrong'
  const refuse = () => Promise.reject(new Error('no token today'))
  const failure: unknown = await firstValueFrom(connectCall({ token: refuse })).catch(
    (error: unknown) => error,
  )
  if (failure instanceof CallFailedError) return 'the call began'
  return failure instanceof Error && failure.message === 'no token today' ? 'ok' : String(failure)
}
