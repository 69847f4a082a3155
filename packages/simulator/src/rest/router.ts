import * as E from 'fp-ts/Either'
import { refuse, type RestRequest, type RestResponse } from './exchange.ts'
import { operations } from './operations.ts'
import { readBody } from './read-body.ts'
import type { Handled, Store } from './store.ts'

const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

const matchPath = (pattern: string, path: string): Readonly<Record<string, string>> | undefined => {
  const [wanted, given] = [pattern.split('/'), path.split('/')]
  if (wanted.length !== given.length) return undefined
  const parameters: Record<string, string> = {}
  for (const [index, segment] of wanted.entries()) {
    const text = decode(given[index] ?? '')
    if (segment.startsWith('{')) parameters[segment.slice(1, -1)] = text
    else if (segment !== text) return undefined
  }
  return parameters
}

/** Finds the operation that a request asks for and carries it out, `nowMs` after 1970. */
export const route = (store: Store, request: RestRequest, nowMs: number): Handled<RestResponse> => {
  const found = operations.flatMap((operation) => {
    const parameters = matchPath(operation.endpoint.path, request.path)
    return parameters === undefined ? [] : [{ ...operation, parameters }]
  })
  if (found.length === 0) return { store, response: refuse(404, 'no such operation') }
  if (request.header('authorization') !== `Bearer ${store.apiKey}`)
    return { store, response: refuse(401, 'invalid API key') }
  const match = found.find(({ endpoint }) => endpoint.method === request.method)
  if (match === undefined) return { store, response: refuse(405, 'method not allowed') }
  const body = readBody(match.endpoint, request.body)
  if (E.isLeft(body)) return { store, response: body.left }
  return match.handle(store, { ...request, body: body.right, parameters: match.parameters }, nowMs)
}
