import type * as t from 'io-ts'
import { object, partial, string } from '../../codec/codec.ts'

/** A Twilio number linked to your organization for voice agents. */
export const TwilioPhoneNumber = partial({
  /** App record id for this import. */
  id: string,
  /** E.164 number. */
  phone_number: string,
  /** Twilio IncomingPhoneNumber sid. */
  phone_sid: string,
  /** Friendly name in your project. */
  label: string,
  /** Twilio account this number belongs to. */
  account_sid: string,
  /** Created timestamp (string form). */
  created_at: string,
  /** Last update timestamp (string form). */
  updated_at: string,
})
/** A Twilio number linked to your organization for voice agents. */
export type TwilioPhoneNumber = t.TypeOf<typeof TwilioPhoneNumber>

/** Credentials to register a number with the platform; store secrets securely on the client until sent. */
export const TwilioPhoneNumberImportInput = object(
  {
    /** Number to import, typically E.164. */
    phone_number: string,
    /** Twilio Account SID (starts with `AC`). */
    account_sid: string,
    /** Twilio auth token for the account (used once at import). */
    auth_token: string,
  },
  {
    /** Optional; defaults to a generic label when empty. */
    label: string,
  },
)
/** Credentials to register a number with the platform; store secrets securely on the client until sent. */
export type TwilioPhoneNumberImportInput = t.TypeOf<typeof TwilioPhoneNumberImportInput>

export const TwilioPhoneNumberLabelPatchInput = object({
  /** New display label. */
  label: string,
})
export type TwilioPhoneNumberLabelPatchInput = t.TypeOf<typeof TwilioPhoneNumberLabelPatchInput>
