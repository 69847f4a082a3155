import { sha256 } from '@noble/hashes/sha2'
import { bytesToHex } from '@noble/hashes/utils'

/** Returns up to 64 pseudo-random hexadecimal digits, a hash of the names. */
export const seededHex = (digits: number, ...names: readonly (string | number)[]): string =>
  bytesToHex(sha256(names.join('/'))).slice(0, digits)

/** Returns a pseudo-random UUID (RFC 9562, version 8), a hash of the names. */
export const seededUuid = (...names: readonly (string | number)[]): string => {
  const hex = seededHex(32, ...names)
  const variant = ((parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16)
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20),
  ].join('-')
}

/** Returns a pseudo-random number from 0 to just below 1, a hash of the names. */
export const seededFraction = (...names: readonly (string | number)[]): number =>
  parseInt(seededHex(12, ...names), 16) / 2 ** 48

/** Picks one of several values by a number from 0 to just below 1. */
export const pick = <A>(fraction: number, values: readonly [A, ...A[]]): A =>
  values[Math.floor(fraction * values.length)] ?? values[0]
