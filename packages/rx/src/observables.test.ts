import { share, Subject } from 'rxjs'
import { gather } from '../test/gather.ts'
import { simulate } from '../test/simulate.ts'
import { trampoline } from './observables.ts'

describe('trampoline', () => {
  it.each([
    ['-(ab)-c-|', '^-------!'],
    ['-a-#', '^--!'],
    ['-a-b-', '^----'],
  ])('emits %s unchanged', (source, subscribed) => {
    simulate(({ hot, expectObservable, expectSubscriptions }) => {
      const source$ = hot(source)
      expectObservable(source$.pipe(trampoline())).toBe(source)
      expectSubscriptions(source$.subscriptions).toBe(subscribed)
    })
  })

  it('emits a value to every subscriber before the values that it causes, in other streams too', () => {
    const [words$, ends$] = [new Subject<string>(), new Subject<string>()]
    const [shared$, other$] = [words$.pipe(trampoline(), share()), ends$.pipe(trampoline(), share())]
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

  it('emits no queued value to a subscriber that has unsubscribed', () => {
    const source$ = new Subject<number>()
    const seen: number[] = []
    const subscription = source$.pipe(trampoline()).subscribe((value) => {
      seen.push(value)
      source$.next(value + 1)
      subscription.unsubscribe()
    })
    source$.next(1)
    expect(seen).toEqual([1])
    expect(source$.observed).toBe(false)
  })
})
