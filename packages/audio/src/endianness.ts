const firstByteOfOne = (): number | undefined => new Uint8Array(Uint16Array.of(1).buffer)[0]

/** Whether this machine keeps the low byte of a number first, as PCM16 on the wire does. */
export const isLittleEndian: boolean = /* @__PURE__ */ firstByteOfOne() === 1
