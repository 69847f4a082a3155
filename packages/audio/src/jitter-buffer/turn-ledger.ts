/** What is known of a turn: how much came, how much was heard, whether more of it is wanted. */
export interface Turn {
  readonly id: string
  pushedSamples: number
  heardSamples: number
  /** Flushed: its late audio is not wanted. */
  refused: boolean
}

/** Remembers turns by id, the latest thousand of them. */
export interface TurnLedger {
  readonly find: (id: string) => Turn | undefined
  readonly findOrAdd: (id: string) => Turn
  readonly forget: (id: string) => void
  readonly all: () => Iterable<Turn>
}

const remembered = 1_000

/** Whether all that came of a turn was heard. */
const isFinished = (turn: Turn): boolean => turn.heardSamples >= turn.pushedSamples

/** Makes an empty ledger. */
export const createTurnLedger = (): TurnLedger => {
  const turns = new Map<string, Turn>()

  const forgetOldest = (): void => {
    for (const turn of turns.values()) {
      if (turns.size <= remembered) return
      if (turn.refused || isFinished(turn)) turns.delete(turn.id)
    }
  }

  return {
    find: (id) => turns.get(id),
    findOrAdd: (id) => {
      const known = turns.get(id)
      if (known) return known
      const turn: Turn = { id, pushedSamples: 0, heardSamples: 0, refused: false }
      turns.set(id, turn)
      forgetOldest()
      return turn
    },
    forget: (id) => void turns.delete(id),
    all: () => turns.values(),
  }
}
