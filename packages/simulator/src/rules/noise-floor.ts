/** The level of the background, found as the quietest moment of the last two seconds. */
export interface NoiseFloor {
  /** The floor, in decibels below full scale. */
  readonly db: number
  /** The quietest moment of each past block, oldest first. */
  readonly blocks: readonly number[]
  /** The quietest moment of the block that is being filled. */
  readonly blockDb: number
  /** How many windows that block has so far. */
  readonly filled: number
}

const windowsPerBlock = 25
const blockCount = 8
const quietestDb = -72
const loudestDb = -30

const clamp = (db: number): number => Math.min(loudestDb, Math.max(quietestDb, db))

/** A floor that has heard nothing yet. */
export const silentFloor: NoiseFloor = { db: quietestDb, blocks: [], blockDb: Infinity, filled: 0 }

/**
 * Takes in the level of one more window. The floor falls at once and rises when the whole two seconds were louder, so
 * that speech, which has a pause in every two seconds, does not lift it and a fan does.
 */
export const stepNoiseFloor = (floor: NoiseFloor, levelDb: number): NoiseFloor => {
  const blockDb = Math.min(floor.blockDb, levelDb)
  const filled = floor.filled + 1
  if (filled < windowsPerBlock)
    return { db: Math.min(floor.db, clamp(levelDb)), blocks: floor.blocks, blockDb, filled }
  const blocks = [...floor.blocks, blockDb].slice(-blockCount)
  const db = blocks.length < blockCount ? Math.min(floor.db, clamp(blockDb)) : clamp(Math.min(...blocks))
  return { db, blocks, blockDb: Infinity, filled: 0 }
}
