import type { Endpoints } from '@vatel/core'
import { seededHex, seededUuid } from '../rules/seeded.ts'
import { answer, refuse } from './http-message.ts'
import type { Handler, HandlerOf } from './operation.ts'
import { withEntry } from './store.ts'

type Operations = Endpoints['twilioNumbers']

/** An imported number as it is stored, with REST's field names and without the auth token. */
export interface StoredNumber {
  readonly id: string
  readonly phone_number: string
  readonly phone_sid: string
  readonly label: string
  readonly account_sid: string
  readonly created_at: string
  readonly updated_at: string
}

/** Removes the separators between the digits of a telephone number. */
const compact = (number: string): string => number.replace(/[\s().-]/g, '')

const issueOf = (number: string, accountSid: string, authToken: string): string | undefined => {
  if (!/^\+?[1-9]\d{6,14}$/.test(number)) return 'phone_number: expected an E.164 number such as +14155550100'
  if (!accountSid.startsWith('AC')) return 'account_sid: expected a Twilio account SID, which starts with AC'
  return authToken === '' ? 'auth_token: expected a text that is not empty' : undefined
}

/** `GET /v1/twilio/numbers`: lists the imported numbers, oldest first. */
export const listTwilioNumbers: Handler = (store) => ({
  store,
  response: answer(200, [...store.numbers.values()]),
})

/** `POST /v1/twilio/numbers`: imports a number; a second import is refused. */
export const importTwilioNumber: HandlerOf<Operations['import']> = (store, { body }, nowMs) => {
  const phone_number = compact(body.phone_number)
  const issue = issueOf(phone_number, body.account_sid, body.auth_token)
  if (issue !== undefined) return { store, response: refuse(400, issue) }
  if ([...store.numbers.values()].some((known) => known.phone_number === phone_number))
    return { store, response: refuse(409, 'phone_number: already imported') }
  if (store.services.twilio === false) return { store, response: refuse(502, 'Twilio cannot be reached') }
  const now = new Date(nowMs).toISOString()
  const number: StoredNumber = {
    id: seededUuid(store.seed, 'number', store.made),
    phone_number,
    phone_sid: `PN${seededHex(32, store.seed, 'number', phone_number)}`,
    label: body.label === undefined || body.label === '' ? 'Twilio number' : body.label,
    account_sid: body.account_sid,
    created_at: now,
    updated_at: now,
  }
  return {
    store: { ...store, made: store.made + 1, numbers: withEntry(store.numbers, number.id, number) },
    response: answer(201, number),
  }
}

/** `PATCH /v1/twilio/numbers/{id}`: changes the label of a number. */
export const updateTwilioLabel: HandlerOf<Operations['updateLabel']> = (
  store,
  { parameters: { id = '' }, body: { label } },
  nowMs,
) => {
  const stored = store.numbers.get(id)
  if (stored === undefined) return { store, response: refuse(404, 'phone number not found') }
  const number: StoredNumber = { ...stored, label, updated_at: new Date(nowMs).toISOString() }
  return { store: { ...store, numbers: withEntry(store.numbers, id, number) }, response: answer(200, number) }
}
