/** How many bytes an answer says it has; not known when they are counted packed. */
export const declaredBytes = (headers: Headers): number | undefined => {
  const length = headers.get('content-length') ?? ''
  return /^\d+$/.test(length) && headers.get('content-encoding') === null ? Number(length) : undefined
}
