/** Gives out places in a heap that is still to be opened. */
export interface HeapLayout {
  /** Gives the first of `length` places. */
  readonly reserve: (length: number) => number
  /** How many places have been given out. */
  readonly size: () => number
}

/** Begins with an empty heap. */
export const createHeapLayout = (): HeapLayout => {
  let size = 0
  return { reserve: (length) => (size += length) - length, size: () => size }
}
