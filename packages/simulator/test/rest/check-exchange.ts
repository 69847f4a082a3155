import { checkByDescription } from './check-by-description.ts'
import { checkByTable } from './check-by-table.ts'
import { description } from './description.ts'
import type { Check } from './exchange.ts'

/** Makes the check of everything that REST says: by this repository's own tables, and by the description if it is here. */
export const createCheck = async (): Promise<Check> => {
  if (description === undefined) return checkByTable
  const byDescription = await checkByDescription(description)
  return (exchange, asked) => [...checkByTable(exchange, asked), ...byDescription(exchange, asked)]
}
