import { share, Subject } from 'rxjs'
import { gather } from '../test/gather.ts'
import { draw } from '../test/marbles.ts'
import { inTurn } from './in-turn.ts'

describe('inTurn', () => {
  it.each([
    ['-(ab)-c-|', '^-------!'],
    ['-a-#', '^--!'],
    ['-a-b-', '^----'],
  ])('hands on %s as it comes', (source, subscribed) => {
    draw(({ hot, expectObservable, expectSubscriptions }) => {
      const source$ = hot(source)
      expectObservable(source$.pipe(inTurn())).toBe(source)
      expectSubscriptions(source$.subscriptions).toBe(subscribed)
    })
  })

  it('gives everybody what came before what they cause, of other streams too', () => {
    const [words$, ends$] = [new Subject<string>(), new Subject<string>()]
    const [shared$, other$] = [words$.pipe(inTurn(), share()), ends$.pipe(inTurn(), share())]
    shared$.subscribe((word) => {
      if (word === 'a') {
        words$.next('b')
        ends$.next('end')
        words$.complete()
      }
    })
    const seen: string[] = []
    shared$.subscribe((word) => seen.push(word))
    const all = gather(shared$)
    other$.subscribe((word) => seen.push(word))
    words$.next('a')
    expect(seen).toEqual(['a', 'b', 'end'])
    expect(all).toEqual(['a', 'b', 'complete'])
  })

  it('gives nothing that waits to those who have left', () => {
    const source$ = new Subject<number>()
    const seen: number[] = []
    const subscription = source$.pipe(inTurn()).subscribe((value) => {
      seen.push(value)
      source$.next(value + 1)
      subscription.unsubscribe()
    })
    source$.next(1)
    expect(seen).toEqual([1])
    expect(source$.observed).toBe(false)
  })
})
