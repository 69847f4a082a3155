/** How a call came about. */
export interface CallWay {
  readonly source: 'twilio' | 'sip' | 'simulation' | 'api'
  /** Whether the platform dialled. */
  readonly outbound: boolean
  /** The number of the other side, where there is one. */
  readonly partyNumber?: string
  /** When it was asked for, in milliseconds since 1970; it starts when the other side answers. */
  readonly createdAtMs: number
}
