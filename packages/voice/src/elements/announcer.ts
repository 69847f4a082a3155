import { openLines, type Transcript, type TranscriptEntry } from '@vatel/core'
import { html, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { ElementTexts } from '../texts.ts'

/** Chooses what a screen reader hears of a transcript: each sentence once, when it is finished. */
export interface Announcer {
  /** Returns the sentences that were finished since the last call. */
  readonly step: (transcript: Transcript, texts: ElementTexts) => readonly string[]
}

/** Ends of sentences in the scripts of most languages, with closing quotes, before a space or the end. */
const sentenceEnd = /[.!?…。！？؟।]+["'”’»)\]]*(?:\s+|$)|[。！？]/gu

/** Index behind the last finished sentence of a text; its length when the line is done. */
const finishedLength = (text: string, isDone: boolean): number => {
  if (isDone) return text.length
  let end = 0
  for (const match of text.matchAll(sentenceEnd)) end = match.index + match[0].length
  return end
}

/** The text of a line that counts: of the agent's what was heard, of the user's what will not change. */
const spokenText = (entry: TranscriptEntry): readonly [text: string, isDone: boolean] => {
  if (entry.who === 'tool') return ['', true]
  if (entry.who === 'user') return entry.final ? [entry.text, true] : ['', false]
  const isDone = entry.interrupted || entry.closed || (entry.final && entry.unheardText.trim() === '')
  return [entry.heardText, isDone]
}

/** Creates an announcer. The first transcript is taken as known: only what follows is announced. */
export const createAnnouncer = (): Announcer => {
  /** Announced length of the lines, by index. */
  let announced: number[] | undefined
  let firstOpen = 0
  return {
    step: (transcript, texts) => {
      if (announced === undefined || transcript.length < announced.length) {
        const isFirst = announced === undefined
        announced = isFirst ? transcript.map((entry) => spokenText(entry)[0].length) : []
        firstOpen = Math.max(0, announced.length - openLines)
      }
      const sentences: string[] = []
      for (let at = firstOpen; at < transcript.length; at += 1) {
        const entry = transcript[at]
        if (entry === undefined) continue
        const [text, isDone] = spokenText(entry)
        const from = announced[at] ?? 0
        const to = finishedLength(text, isDone)
        announced[at] = Math.max(from, to)
        const sentence = text.slice(from, to).trim()
        if (sentence !== '') sentences.push(`${texts[entry.who]}: ${sentence}`)
      }
      // Older lines do not change.
      firstOpen = Math.max(firstOpen, transcript.length - openLines)
      return sentences
    },
  }
}

/** A polite live region apart from what is seen. */
export interface LiveRegion {
  /** Adds the sentences that were finished since the last call, and renders the region. */
  readonly render: (transcript: Transcript | undefined, texts: ElementTexts) => TemplateResult
}

/** Sentences that stay in the region: a screen reader reads what is added, however soon the next one comes. */
const keptSentences = 4

/** Creates the live region of one element. */
export const createLiveRegion = (): LiveRegion => {
  const announcer = createAnnouncer()
  let count = 0
  let kept: readonly (readonly [id: number, sentence: string])[] = []
  return {
    render: (transcript, texts) => {
      const sentences = transcript === undefined ? [] : announcer.step(transcript, texts)
      const added = sentences.map((sentence) => [(count += 1), sentence] as const)
      if (added.length > 0) kept = [...kept, ...added].slice(-Math.max(keptSentences, added.length))
      return html`<div
        class="hidden-text"
        role="log"
        aria-live="polite"
        aria-label=${texts.announcements}
        data-announcements
      >
        ${repeat(
          kept,
          ([id]) => id,
          ([, sentence]) => html`<p dir="auto">${sentence}</p>`,
        )}
      </div>`
    },
  }
}
