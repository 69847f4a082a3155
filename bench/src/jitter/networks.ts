import { between, exponential, logNormal, type Random } from './random.ts'

/** Says how long what is sent at a time takes, in milliseconds; asked in the order of sending. */
export type Network = (sentMs: number) => number

/** A wire: 30 to 32 ms. */
export const steadyNetwork =
  (random: Random): Network =>
  () =>
    between(random, 30, 32)

/**
 * Wi-Fi after Gilbert and Elliott: good for 0.8 s and more, then bad for 60 ms and more, when frames are held
 * (contention, scans, power save) for 30 to 150 ms and let out together.
 */
export const wifiNetwork = (random: Random): Network => {
  let until = 0
  let bad = false
  let heldUntil = 0
  return (sentMs) => {
    while (sentMs >= until) {
      bad = !bad
      const lasts = bad ? 60 + exponential(random, 90) : 800 + exponential(random, 2_200)
      if (bad) heldUntil = until + between(random, 30, 150)
      until += lasts
    }
    if (bad && sentMs < heldUntil) return heldUntil - sentMs + 20 + exponential(random, 2)
    const usual = 20 + exponential(random, 2.5)
    return usual + (random() < 0.02 ? random() * 40 : 0)
  }
}

/**
 * LTE while driving: scheduling noise in steps of 4 ms, and stalls of 200 to 600 ms, median 250, about eight a minute
 * (handover, radio retransmission, fades), as in the recordings that come with mahimahi.
 */
export const lteNetwork = (random: Random): Network => {
  const betweenStallsMs = 60_000 / 8
  let next = exponential(random, betweenStallsMs)
  let end = -1
  return (sentMs) => {
    while (sentMs >= next) {
      end = next + Math.min(600, Math.max(200, logNormal(random, 250, 0.45)))
      next = end + exponential(random, betweenStallsMs)
    }
    const usual = 45 + Math.floor(random() * 3) * 4 + exponential(random, 4)
    return sentMs < end ? end - sentMs + usual : usual
  }
}

/**
 * TCP that loses 0.4 % of its segments at 60 ms round trip: a fast retransmission costs a little over one of those, a
 * lost tail a timeout, at times a doubled one; everything behind waits.
 */
export const tcpLossNetwork = (random: Random): Network => {
  const roundTripMs = 60
  let end = -1
  return (sentMs) => {
    if (sentMs > end && random() < 0.004) {
      const fast = random() < 0.8
      end = sentMs + (fast ? roundTripMs * between(random, 1.2, 1.8) : 200 * (random() < 0.2 ? 2 : 1))
    }
    const usual = roundTripMs / 2 + exponential(random, 2)
    return sentMs < end ? end - sentMs + usual : usual
  }
}
