import { paged } from './client.ts'
import type { CallsQuery } from './resources/calls.ts'

/** Seven calls, as a platform that pages them would give them. */
const list = (asked: CallsQuery[]) => (query: CallsQuery) => {
  asked.push(query)
  const { page = 1, page_size = 3 } = query
  const first = (page - 1) * page_size
  const calls = [0, 1, 2, 3, 4, 5, 6].slice(first, first + page_size).map((n) => ({ id: String(n) }))
  const total_pages = Math.ceil(7 / page_size)
  const pagination = {
    page,
    page_size,
    total: 7,
    total_pages,
    has_next: page < total_pages,
    has_prev: page > 1,
  }
  return Promise.resolve({ calls, pagination })
}

describe('paged', () => {
  it('yields every call in order', async () => {
    const asked: CallsQuery[] = []
    const seen: unknown[] = []
    for await (const { id } of paged(list(asked)).all({ search: 'x' })) seen.push(id)
    expect(seen).toEqual(['0', '1', '2', '3', '4', '5', '6'])
    expect(asked).toEqual([
      { search: 'x', page: 1 },
      { search: 'x', page: 2 },
      { search: 'x', page: 3 },
    ])
  })

  it('fetches a page only when it is needed, and none once its reader stops', async () => {
    const asked: CallsQuery[] = []
    for await (const { id } of paged(list(asked)).all()) if (id === '3') break
    expect(asked).toHaveLength(2)
  })

  it('returns each call once when new calls arrive while it reads', async () => {
    let calls = [5, 4, 3, 2, 1, 0].map((n) => ({ id: String(n) }))
    const growing = ({ page = 1 }: CallsQuery) => {
      const found = calls.slice((page - 1) * 2, page * 2)
      const total_pages = Math.ceil(calls.length / 2)
      const has_next = page < total_pages
      calls = [{ id: `new-${String(calls.length)}` }, ...calls]
      const pagination = { page, page_size: 2, total: 0, total_pages, has_next, has_prev: page > 1 }
      return Promise.resolve({ calls: found, pagination })
    }
    const seen: unknown[] = []
    for await (const { id } of paged(growing).all()) seen.push(id)
    expect(seen).toEqual(['5', '4', '3', '2', '1', '0'])
  })

  it('returns calls without an id, too', async () => {
    const pagination = { page: 1, page_size: 2, total: 2, total_pages: 1, has_next: false, has_prev: false }
    const nameless = () => Promise.resolve({ calls: [{}, {}], pagination })
    const seen: unknown[] = []
    for await (const call of paged(nameless).all()) seen.push(call)
    expect(seen).toHaveLength(2)
  })

  it('begins at the page that is asked for', async () => {
    const pages: number[] = []
    for await (const { pagination } of paged(list([])).pages({ page: 2 })) pages.push(pagination.page)
    expect(pages).toEqual([2, 3])
  })

  it('ends at an empty page, whatever that says', async () => {
    let asked = 0
    const pagination = { page: 1, page_size: 20, total: 0, total_pages: 9, has_next: true, has_prev: false }
    const endless = () => {
      asked += 1
      return Promise.resolve({ calls: [], pagination })
    }
    for await (const call of paged(endless).all()) expect(call).toBe('nothing')
    expect(asked).toBe(1)
  })

  it('keeps to the query that it was given', async () => {
    const asked: CallsQuery[] = []
    const query: { search: string } = { search: 'x' }
    for await (const { id } of paged(list(asked)).all(query)) if (id === '0') query.search = 'y'
    expect(asked.map(({ search }) => search)).toEqual(['x', 'x', 'x'])
  })
})
