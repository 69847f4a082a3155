import type { EndReason } from '@vatel/core'
import { endWords } from './end-words.ts'

/** The reason of the call's end, and the remedy. */
export const EndCard = ({ reason }: { readonly reason: EndReason }) => {
  const { tone, title, text } = endWords(reason)
  return (
    <section
      className="card end"
      data-tone={tone}
      data-reason={reason.type}
      aria-labelledby="end"
      // What is to be done about it is read out at once.
      {...(tone === 'warning' && { role: 'alert' })}
    >
      <h2 id="end">{title}</h2>
      <p>{text}</p>
    </section>
  )
}
