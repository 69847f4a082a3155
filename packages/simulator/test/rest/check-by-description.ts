import addFormats from 'ajv-formats'
import { OpenAPIBackend, type AjvCustomizer, type Document } from 'openapi-backend'
import { closed, isFields } from './closed-schemas.ts'
import { jsonOf, type Check, type Exchange } from './exchange.ts'

const withFormats: AjvCustomizer = (ajv) => {
  addFormats(ajv)
  return ajv
}

const bodyIssues = ({ status, responseHeaders, responseBody }: Exchange): readonly string[] => {
  const type = responseHeaders['content-type'] ?? ''
  if (status === 204) return responseBody.length === 0 ? [] : ['204 with a body']
  if (type === 'audio/wav')
    return new TextDecoder().decode(responseBody.subarray(0, 4)) === 'RIFF' ? [] : ['audio/wav that is none']
  if (!type.startsWith('application/json')) return [`${status} with ${type || 'no content type'}`]
  const body = jsonOf(responseBody)
  return status < 400 || (isFields(body) && typeof body['error'] === 'string')
    ? []
    : [`${status} without the error body`]
}

/** Creates a check by an OpenAPI description: requests, statuses, bodies and headers. */
export const checkByDescription = async (description: Document): Promise<Check> => {
  const api = new OpenAPIBackend({
    definition: closed(description) as Document,
    customizeAjv: withFormats,
    ajvOpts: { strict: false, allErrors: true },
    quick: true,
  })
  await api.init()
  return (exchange, asked) => {
    const { method, target, requestHeaders, requestBody, status, responseHeaders, responseBody } = exchange
    const url = new URL(target, 'http://description')
    const request = {
      method,
      path: url.pathname,
      query: url.search,
      headers: requestHeaders,
      body: jsonOf(requestBody) ?? requestBody,
    }
    const operation = api.matchOperation(request)
    const where = `${method} ${url.pathname} ${status}`
    if (operation === undefined) {
      // A method that a path does not have belongs to no operation; its response is 405.
      return status === 405 ? bodyIssues(exchange) : [`${where}: no such operation`]
    }
    const documented = operation.responses?.[String(status)]
    if (documented === undefined) return [`${where}: the status is not documented`]
    const asks = asked === 'rightly' ? api.validateRequest(request, operation).errors : null
    const content = 'content' in documented ? documented.content : undefined
    const json = content?.['application/json'] === undefined ? undefined : jsonOf(responseBody)
    const answers = json === undefined ? null : api.validateResponse(json, operation, status).errors
    const heads = api.validateResponseHeaders(
      // HTTP has only texts; a length is a number in the description.
      {
        'Content-Disposition': responseHeaders['content-disposition'],
        'Content-Length': responseBody.length,
      },
      operation,
      { statusCode: status, setMatchType: 'superset' as never },
    ).errors
    return [
      ...bodyIssues(exchange),
      ...[asks, answers, status === 200 && 'headers' in documented ? heads : null]
        .flatMap((errors) => errors ?? [])
        .map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`),
    ].map((issue) => `${where}: ${issue}`)
  }
}
