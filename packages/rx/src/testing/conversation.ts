/** A tool that the drawn agent asks for, and what it says when it has the output. */
export interface ConversationToolCall {
  readonly tool: string
  /** By the name of each argument. */
  readonly arguments?: Readonly<Record<string, unknown>>
  /** What the agent says to the output, whatever it is. */
  readonly then: string
}

/** What the user says at a letter of the drawing, and what the agent does about it. */
export interface ConversationTurn {
  /** The user's words, as the transcript has them. */
  readonly words: string
  /** What the agent says, or the tool it asks for. */
  readonly answer: string | ConversationToolCall
  /** Whether the agent ends the call when its answer has been heard. */
  readonly ends?: boolean
}

/** A conversation, drawn. */
export interface Conversation<Faults = never> {
  /**
   * When the user speaks: a letter while the user says what it stands for, anything else is silence. Spaces in front are
   * left out, so that it can stand above the expectations. Each character is 100 ms; the test ends with the drawing.
   */
  readonly user: string
  /** What the letters stand for. */
  readonly turns: Readonly<Record<string, ConversationTurn>>
  /** What the agent begins with. */
  readonly greeting: string
  /** What goes wrong, as the simulator understands it. */
  readonly faults?: Faults
}

/** How long a character lasts, in milliseconds. */
export const characterMs = 100
