/** How alike two stretches of equal length are, 1 at most, whatever their levels; by every `step`th sample. */
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

/** Where a piece sounds best in a recording, between two samples, and how alike it is there. */
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
