import { readRecord } from './read-record.ts'
import { readText } from './read-text.ts'
import type { Replay } from './rules/replay.ts'

/**
 * Reads a recorded call from a file.
 *
 * @throws {InvalidScenarioError} with the line that is wrong and what would be right there.
 */
export const loadRecord = async (file: string): Promise<Replay> =>
  readRecord(await readText(file, 'a recorded call as NDJSON'), file)
