import { simulateConversation } from '@vatel/rx/testing'
import { simulatePlatform } from '@vatel/simulator'
import { map, switchMap } from 'rxjs'

const assertEqual = (actual: unknown, expected: unknown) => expect(actual).toEqual(expected)

it('is interrupted when the user speaks over it', async () => {
  const user = '    -----------wwwwwwww-----------------xxxxxx-----------------'
  const expected = '-------------------------------------i------------------|'
  const conversation = {
    user,
    greeting: 'Hello',
    turns: {
      w: { words: 'Count', answer: 'one two three four five six seven eight nine ten' },
      x: { words: 'Stop', answer: 'Goodbye', ends: true },
    },
  }
  await simulateConversation(assertEqual, simulatePlatform, conversation, ({ call$, expectObservable }) => {
    const cuts$ = call$.pipe(switchMap((call) => call.interruption$.pipe(map(() => 'i'))))
    expectObservable(cuts$).toBe(expected)
  })
})
