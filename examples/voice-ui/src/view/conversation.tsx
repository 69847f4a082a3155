import type { AgentEntry, TranscriptEntry } from '@vatel/core'
import { useEffect, useRef } from 'react'
import { ToolCard, type Tooling } from './tool-card.tsx'

/** A turn of the agent: what was heard, and what was not, struck out once it never will be. */
const AgentLine = ({ entry, over }: { readonly entry: AgentEntry; readonly over: boolean }) => {
  const lost = entry.interrupted || over
  return (
    <>
      {entry.heardText}{' '}
      {entry.unheardText !== '' &&
        (lost ? (
          <del>
            <span className="only-read">Not heard: </span>
            {entry.unheardText}
          </del>
        ) : (
          <span className="to-come">{entry.unheardText}</span>
        ))}
    </>
  )
}

interface LineProps {
  readonly entry: TranscriptEntry
  readonly over: boolean
  readonly tooling: Tooling
}

const Line = ({ entry, over, tooling }: LineProps) => {
  if (entry.who === 'tool') return <ToolCard entry={entry} tooling={tooling} />
  if (entry.who === 'user' && entry.text === '') return null
  return (
    <li className={`line ${entry.who}`}>
      <span className="speaker">{entry.who === 'user' ? 'You' : 'Agent'}</span>
      <p className={entry.final ? '' : 'interim'}>
        {entry.who === 'user' ? entry.text : <AgentLine entry={entry} over={over} />}
      </p>
    </li>
  )
}

interface ConversationProps {
  readonly transcript: readonly TranscriptEntry[]
  /** Whether the call is over, so that what was not heard never will be. */
  readonly over: boolean
  readonly tooling: Tooling
}

/** The conversation as it goes, both sides, with the tool calls in their place. */
export const Conversation = ({ transcript, over, tooling }: ConversationProps) => {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight })
  }, [transcript])
  return (
    <section className="card conversation" aria-labelledby="conversation">
      <h2 id="conversation">Conversation</h2>
      <div ref={list} className="log" role="log" aria-label="What was said" tabIndex={0}>
        <ol>
          {transcript.map((entry, index) => (
            <Line key={index} entry={entry} over={over} tooling={tooling} />
          ))}
        </ol>
      </div>
      {transcript.length === 0 && <p className="hint">What you and the agent say is written here.</p>}
    </section>
  )
}
