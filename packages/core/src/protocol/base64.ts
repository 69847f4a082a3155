/** Writes the bytes behind a view as base64 (RFC 4648 section 4, padded). */
export type ToBase64 = (view: ArrayBufferView) => string

/** Reads base64 as bytes; `check` throws where it is none, or not of whole samples. */
export type FromBase64 = (base64: string, check: (base64: string) => void) => Uint8Array
