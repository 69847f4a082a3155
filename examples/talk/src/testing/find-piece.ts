/** Correlation of two stretches of equal length, 1 at most, independent of their levels; uses every `step`th sample. */
const likeness = (a: Float32Array, b: Float32Array, step: number): number => {
  let [ab, aa, bb] = [0, 0, 0]
  for (let i = 0; i < a.length; i += step) {
    const [x, y] = [a[i] ?? 0, b[i] ?? 0]
    ab += x * y
    aa += x * x
    bb += y * y
  }
  return aa === 0 || bb === 0 ? 0 : ab / Math.sqrt(aa * bb)
}

/** Finds the best match of a piece between two samples of a recording, and its correlation. */
export const findPiece = (piece: Float32Array, recording: Float32Array, from: number, to: number) => {
  const at = (start: number) => recording.subarray(start, start + piece.length)
  let best = { start: from, alike: -1 }
  for (let start = Math.max(0, from); start < Math.min(to, recording.length - piece.length); start++) {
    // A few hundred samples are enough to find the place.
    const alike = likeness(piece, at(start), 8)
    if (alike > best.alike) best = { start, alike }
  }
  return { start: best.start, likeness: likeness(piece, at(best.start), 1), sound: at(best.start) }
}
