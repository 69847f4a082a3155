import { endpoints, type Endpoint } from '@vatel/core'
import * as E from 'fp-ts/Either'
import { readBody, readQuery } from '../../src/rest/operation.ts'
import { firstIssue, firstUnknownField } from '../../src/rules/invalid-scenario.ts'
import { documentedOperations, type DocumentedOperation } from './documented-operations.ts'
import { jsonOf, type Check, type Exchange } from './exchange.ts'

/** A row of core's table and its documentation. */
export interface KnownOperation extends DocumentedOperation {
  readonly endpoint: Endpoint
}

const rows = (Object.entries(endpoints) as [string, Readonly<Record<string, Endpoint>>][]).flatMap(
  ([group, each]) => Object.entries(each).map(([name, endpoint]) => [`${group}.${name}`, endpoint] as const),
)

/** Every operation of core's table with its documentation. */
export const knownOperations: readonly KnownOperation[] = rows.flatMap(([client, endpoint]) =>
  documentedOperations.filter((each) => each.client === client).map((each) => ({ ...each, endpoint })),
)

/** Names in core's table. */
export const tableNames: readonly string[] = rows.map(([client]) => client)

const literalsIn = (path: string): number => path.split('/').filter((part) => !part.startsWith('{')).length

/** Finds the operation of a method and a path. */
export const operationAt = (method: string, path: string): KnownOperation | undefined =>
  knownOperations
    .filter(({ endpoint }) => endpoint.method === method)
    .filter(({ endpoint }) => new RegExp(`^${endpoint.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(path))
    .sort((one, other) => literalsIn(other.endpoint.path) - literalsIn(one.endpoint.path))[0]

const nulls = (_key: string, value: unknown): unknown => (value === null ? undefined : value)

const successIssue = ({ response }: Endpoint, { responseBody }: Exchange): string | undefined => {
  if (response === 'nothing') return responseBody.length === 0 ? undefined : 'expected no body'
  if (response === 'stream') return responseBody.length > 44 ? undefined : 'expected a recording'
  const body: unknown = JSON.parse(new TextDecoder().decode(responseBody), nulls)
  const read = response.decode(body)
  const issue = E.isLeft(read) ? firstIssue(read.left) : firstUnknownField(response, body)
  return issue === undefined ? undefined : `${issue.place}: ${issue.remedy}`
}

const refusalIssue = ({ responseBody }: Exchange): string | undefined => {
  const body = jsonOf(responseBody)
  const isWorded =
    typeof body === 'object' &&
    body !== null &&
    Object.keys(body).join() === 'error' &&
    'error' in body &&
    typeof body.error === 'string' &&
    body.error !== ''
  return isWorded ? undefined : 'expected { "error": … }'
}

const requestIssue = ({ endpoint }: KnownOperation, query: URLSearchParams, body: string) => {
  const wrong = [readQuery(endpoint, query), readBody(endpoint, body)].find(E.isLeft)
  return wrong === undefined ? undefined : String(wrong.left.body)
}

/** Checks by core's codecs and by the documented statuses. */
export const checkByTable: Check = (exchange, asked) => {
  const { method, target, status, requestBody } = exchange
  const { pathname, searchParams } = new URL(target, 'http://table')
  const where = `${method} ${pathname} ${status}`
  const operation = operationAt(method, pathname)
  if (operation === undefined) return status === 405 ? [] : [`${where}: no such operation`]
  const { statuses, endpoint } = operation
  if (!statuses.includes(status)) return [`${where}: the status is not documented`]
  return [
    asked === 'rightly' ? requestIssue(operation, searchParams, requestBody) : undefined,
    status < 300 ? successIssue(endpoint, exchange) : refusalIssue(exchange),
  ]
    .filter((issue) => issue !== undefined)
    .map((issue) => `${where}: ${issue}`)
}
