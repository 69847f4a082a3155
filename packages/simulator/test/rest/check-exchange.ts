import { checkByDescription } from './check-by-description.ts'
import { checkByTable } from './check-by-table.ts'
import { description } from './description.ts'
import type { Check } from './exchange.ts'

/** Creates the check of REST responses: by this repository's tables, and by the description if it is present. */
export const createCheck = async (): Promise<Check> => {
  if (description === undefined) return checkByTable
  const byDescription = await checkByDescription(description)
  return (exchange, asked) => [...checkByTable(exchange, asked), ...byDescription(exchange, asked)]
}
