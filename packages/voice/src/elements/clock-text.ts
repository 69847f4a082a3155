/** Formats a time as minutes and seconds, with hours where there are any: `1:05`, `1:00:05`. */
export const clockText = (ms: number): string => {
  const seconds = Math.floor(ms / 1_000)
  const two = (value: number) => `${value}`.padStart(2, '0')
  const [hours, minutes, rest] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
}
