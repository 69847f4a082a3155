/** The close code of a breach of the WebSocket protocol (RFC 6455 section 7.4.1), by what `ws` calls it; none for another failure. */
export const violationCode = (code: string | undefined): number | undefined => {
  if (code?.startsWith('WS_ERR_') !== true) return undefined
  if (code.endsWith('UTF8')) return 1007
  // A message that is too long, or in too many parts.
  return /UNSUPPORTED|TOO_MANY/.test(code) ? 1009 : 1002
}
