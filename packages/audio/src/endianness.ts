/** Whether this machine keeps the low byte of a number first, as PCM16 on the wire does. */
export const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1
