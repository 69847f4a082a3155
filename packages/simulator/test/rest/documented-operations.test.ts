import { knownOperations, tableNames } from './check-by-table.ts'
import { description } from './description.ts'
import { documentedOperations, documentedUpgrade } from './documented-operations.ts'

const itWithDescription = description === undefined ? it.skip : it

const methods = ['get', 'post', 'patch', 'delete', 'put'] as const

const described = Object.entries(description?.paths ?? {}).flatMap(([path, item]) =>
  methods.flatMap((method) => {
    const operation = item?.[method]
    if (operation === undefined) return []
    const statuses = Object.keys(operation.responses)
    return [
      {
        id: operation.operationId ?? '',
        method: method.toUpperCase(),
        path,
        statuses: statuses.map(Number).sort((one, other) => one - other),
      },
    ]
  }),
)

const byId = (one: { readonly id: string }, other: { readonly id: string }): number =>
  one.id < other.id ? -1 : 1

describe('table of documented operations', () => {
  it('has a row for each of the 29 of core', () => {
    expect(documentedOperations).toHaveLength(29)
    expect(documentedOperations.map(({ client }) => client).sort()).toEqual([...tableNames].sort())
  })

  itWithDescription('says what the description says, and core has its methods and paths', () => {
    const ours = knownOperations.map(({ id, endpoint: { method, path }, statuses }) => ({
      id,
      method,
      path,
      statuses,
    }))
    const upgrade = { ...documentedUpgrade, method: 'GET' }
    expect([...ours, upgrade].sort(byId)).toEqual([...described].sort(byId))
  })
})
