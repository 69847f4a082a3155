/** PCM16 bytes that end in the middle of a sample. */
export class OddByteCountError extends Error {
  readonly _tag = 'OddByteCountError'
  override readonly name = 'OddByteCountError'
  constructor(readonly byteCount: number) {
    super(
      `${byteCount} bytes end in the middle of a PCM16 sample: createPcm16Base64Decoder carries such a byte over`,
    )
  }
}
