// Run five hundred calls, fifty at a time.
// See packages/rx/SKILL.md
import { connectCall, fleet, transcript } from '@vatel/rx'
import { map, range } from 'rxjs'

declare const mintToken: () => Promise<string>

const calls$ = range(0, 500).pipe(map(() => connectCall({ token: mintToken })))
export const members$ = fleet(calls$, { concurrency: 50, startEveryMs: 100, run: transcript() })
