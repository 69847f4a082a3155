/** What `ws` calls the breaches that have a close code of their own (RFC 6455 section 7.4.1). */
const codes: ReadonlyMap<string, number> = new Map([
  ['WS_ERR_INVALID_UTF8', 1007],
  ['WS_ERR_UNSUPPORTED_MESSAGE_LENGTH', 1009],
  ['WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH', 1009],
  ['WS_ERR_TOO_MANY_BUFFERED_PARTS', 1009],
])

/** The close code of a breach of the WebSocket protocol, by what `ws` calls it; none for another failure. */
export const violationCode = (code: string | undefined): number | undefined =>
  code?.startsWith('WS_ERR_') === true ? (codes.get(code) ?? 1002) : undefined
