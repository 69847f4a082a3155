/** PCM16 bytes that end in the middle of a sample. */
export class OddByteCount extends Error {
  readonly _tag = 'OddByteCount'
  override readonly name = 'OddByteCount'
  constructor(readonly byteCount: number) {
    super(
      `${byteCount} bytes end in the middle of a PCM16 sample: createPcm16Base64Decoder carries such a byte over`,
    )
  }
}
