import { seededUuid } from '../rules/seeded-id.ts'

/** The id of an agent that exists, but belongs to another organization: with it a 403 can be seen. */
export const foreignAgentId = (seed: number): string => seededUuid(seed, 'foreign agent')
