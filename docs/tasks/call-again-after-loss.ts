// Call again when a call was lost.
// See packages/rx/SKILL.md
import { connectCall, redial } from '@vatel/rx'

declare const mintToken: () => Promise<string>

export const calls$ = connectCall({ token: mintToken }).pipe(redial({ maxRestarts: 1 }))

export const watching = calls$.subscribe(({ replaces }) => {
  if (replaces !== undefined) console.log('This is a new conversation: the agent greets again.')
})
