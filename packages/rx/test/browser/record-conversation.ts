import { simulatePlatform } from '@vatel/simulator'
import { switchMap, tap } from 'rxjs'
import { record } from '../../src/index.ts'
import { simulateConversation } from '../../src/testing/index.ts'

const turns = {
  c: { words: 'Count', answer: 'one two three four five six seven eight nine ten' },
  s: { words: 'Stop', answer: 'Goodbye', ends: true },
}

/** Holds a simulated conversation, in Node or in a page, and returns its record. */
export const recordConversation = async (): Promise<readonly string[]> => {
  const lines: string[] = []
  const user = '----------cccccccc-----------------ssssss------------------'
  await simulateConversation(
    () => undefined,
    simulatePlatform,
    { user, turns, greeting: 'Hello' },
    ({ call$, clock, expectObservable }) => {
      const recorded = switchMap(record({ clock, startedAt: new Date(0) }))
      expectObservable(
        call$.pipe(
          recorded,
          tap((line) => lines.push(line)),
        ),
      ).toBe('')
    },
  )
  return lines
}
