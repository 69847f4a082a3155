import type { AgentEntry, TranscriptEntry } from '@vatel/core'
import { useEffect, useRef } from 'react'
import { FirstSteps } from './first-steps.tsx'
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

/** How far a call is; once it is over, what was not heard never will be. */
type Stage = 'before' | 'during' | 'over'

const NothingSaid = ({ stage }: { readonly stage: Stage }) => {
  if (stage === 'before') return <FirstSteps />
  return <p className="hint">{stage === 'over' ? 'Nothing was said.' : 'What is said is written here.'}</p>
}

interface ConversationProps {
  readonly transcript: readonly TranscriptEntry[]
  readonly stage: Stage
  readonly tooling: Tooling
}

/** The conversation as it goes, both sides, with the tool calls in their place. */
export const Conversation = ({ transcript, stage, tooling }: ConversationProps) => {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight })
  }, [transcript])
  return (
    <section className="card conversation" aria-labelledby="conversation">
      <h2 id="conversation">Conversation</h2>
      {transcript.length === 0 && <NothingSaid stage={stage} />}
      <div ref={list} className="log" role="log" aria-label="What was said" tabIndex={0}>
        <ol>
          {transcript.map((entry, index) => (
            <Line key={index} entry={entry} over={stage === 'over'} tooling={tooling} />
          ))}
        </ol>
      </div>
    </section>
  )
}
