/** FNV-1a, 32 bits, in hexadecimal (draft-eastlake-fnv). It tells sounds apart; it keeps no secret. */
export const fnv1a = (text: string): string => {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}
