import { secrets, type Operation } from './every-method.ts'
import type { Answer } from './serve.ts'

const everything = {
  ...{ llms: [], voices: [], version: {}, nodes: [], calls: [], success: true, token: secrets.token },
  pagination: { page: 1, page_size: 1, total: 0, total_pages: 0, has_next: false, has_prev: false },
}

/** Answers as an operation promises. */
export const succeed =
  ({ endpoint: { response: promised, success: status } }: Pick<Operation, 'endpoint'>): Answer =>
  (_request, response) => {
    if (promised === 'nothing') response.writeHead(status).end()
    else if (promised === 'stream') response.writeHead(status, { 'content-type': 'audio/wav' }).end('RIFF')
    else response.writeHead(status).end(JSON.stringify(promised.is(everything) ? everything : []))
  }
