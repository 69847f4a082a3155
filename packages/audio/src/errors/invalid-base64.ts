/** What is wrong with a base64 text. */
export type Base64Fault = 'character' | 'padding' | 'length' | 'trailing-bits'

const sentences: Readonly<Record<Base64Fault, string>> = {
  character: 'is not in the alphabet A-Z a-z 0-9 + /',
  padding: 'breaks the padding, which is only the last one or two characters',
  length: 'is where the text ends, short of a multiple of four characters',
  'trailing-bits': 'carries bits beyond the last byte, which must be zero',
}

/** A text that is not base64 as RFC 4648 section 4 writes it. */
export class InvalidBase64Error extends Error {
  readonly _tag = 'InvalidBase64Error'
  override readonly name = 'InvalidBase64Error'
  constructor(
    readonly fault: Base64Fault,
    /** Index in the text of the first character that is wrong; the text's length where one is missing. */
    readonly position: number,
  ) {
    super(`invalid base64: position ${position} ${sentences[fault]}`)
  }
}
