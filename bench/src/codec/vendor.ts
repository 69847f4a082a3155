/**
 * The codecs as the platform's own browser client has them, rebuilt to do the same work: a DataView write for each
 * sample, a string of characters through btoa, and atob with a loop over its characters.
 */
export const vendorToPcm16 = (samples: Float32Array): Int16Array => {
  const memory = new ArrayBuffer(samples.length * 2)
  const view = new DataView(memory)
  for (let i = 0; i < samples.length; i++) {
    const clipped = Math.max(-1, Math.min(1, samples[i] ?? 0))
    view.setInt16(i * 2, clipped < 0 ? clipped * 0x8000 : clipped * 0x7fff, true)
  }
  return new Int16Array(memory)
}

export const vendorEncode = (bytes: Uint8Array): string => {
  let characters = ''
  for (let at = 0; at < bytes.length; at += 8192)
    characters += String.fromCharCode.apply(null, Array.from(bytes.subarray(at, at + 8192)))
  return btoa(characters)
}

export const vendorDecode = (text: string): Uint8Array => {
  const characters = atob(text)
  const bytes = new Uint8Array(characters.length)
  for (let i = 0; i < characters.length; i++) bytes[i] = characters.charCodeAt(i)
  return bytes
}

export const vendorDecodeFloat = (text: string): Float32Array => {
  const bytes = vendorDecode(text)
  const view = new DataView(bytes.buffer)
  const pcm = new Int16Array(bytes.length >>> 1)
  for (let i = 0; i < pcm.length; i++) pcm[i] = view.getInt16(i * 2, true)
  const samples = new Float32Array(pcm.length)
  for (let i = 0; i < pcm.length; i++) samples[i] = (pcm[i] ?? 0) / 32_768
  return samples
}

export const vendorSend = (samples: Float32Array): string =>
  vendorEncode(new Uint8Array(vendorToPcm16(samples).buffer))
