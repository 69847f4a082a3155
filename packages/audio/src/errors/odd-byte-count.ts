/** PCM16 bytes that end in the middle of a sample. */
export class OddByteCount extends Error {
  readonly _tag = 'OddByteCount'
  override readonly name = 'OddByteCount'
  constructor(readonly byteCount: number) {
    super(`${byteCount} bytes are not whole PCM16 samples: decode a stream with createPcm16Base64Decoder`)
  }
}
