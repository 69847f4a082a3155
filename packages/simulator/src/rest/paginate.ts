/** One page of a list, and where it stands. */
export interface Page<A> {
  readonly items: readonly A[]
  readonly pagination: {
    readonly page: number
    readonly page_size: number
    readonly total: number
    readonly total_pages: number
    readonly has_next: boolean
    readonly has_prev: boolean
  }
}

/** Cuts a page out of a list; pages are counted from 1, and one after the last is empty. */
export const paginate = <A>(all: readonly A[], page: number, pageSize: number): Page<A> => {
  const totalPages = Math.ceil(all.length / pageSize)
  return {
    items: all.slice((page - 1) * pageSize, page * pageSize),
    pagination: {
      page,
      page_size: pageSize,
      total: all.length,
      total_pages: totalPages,
      has_next: page < totalPages,
      has_prev: page > 1,
    },
  }
}
