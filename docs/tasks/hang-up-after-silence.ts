// Hang up when nobody has spoken for a minute.
// See packages/rx/SKILL.md, docs/rx.md
import type { Speaker } from '@vatel/core'
import { type Call, connectCall, deadAir, playInto } from '@vatel/rx'
import { filter, switchMap, take } from 'rxjs'

declare const mintToken: () => Promise<string>
declare const speaker: Speaker

const isDead = (call: Call) =>
  deadAir(playInto(speaker)(call), { afterMs: 60_000 })(call).pipe(filter(({ type }) => type === 'began'))

// `take` unsubscribes, and unsubscribing hangs up.
connectCall({ token: mintToken }).pipe(switchMap(isDead), take(1)).subscribe()
