import Ajv from 'ajv'
import { clientData, serverData } from '@vatel/core'
import type { Mixed } from 'io-ts'
import { closed, isFields } from './closed-schemas.ts'
import { description } from './description.ts'
import { jsonOf } from './exchange.ts'

/** Finds the errors of a call message. */
export type CheckMessage = (text: string, from: 'client' | 'platform') => readonly string[]

const checkByCodec: CheckMessage = (text, from) => {
  const message = jsonOf(text)
  const codecs = new Map<unknown, Mixed>(Object.entries(from === 'client' ? clientData : serverData))
  if (!isFields(message)) return [`expected an object, got ${text}`]
  return codecs.get(message['type'])?.is(message['data']) === true
    ? []
    : [`expected a known message, got ${text}`]
}

const schemasOf = (wanted: readonly string[]) => ({
  components: closed(description?.components),
  oneOf: wanted.map((name) => ({ $ref: `#/components/schemas/${name}` })),
})

/** Creates the check of messages: by core's codecs, and by the description if it is present. */
export const createMessageCheck = (): CheckMessage => {
  if (description === undefined) return checkByCodec
  const ajv = new Ajv({ strict: false, allErrors: true })
  const validate = {
    client: ajv.compile(
      schemasOf(['VoiceSessionClientInputAudioMessage', 'VoiceSessionClientToolCallOutputMessage']),
    ),
    platform: ajv.compile(schemasOf(['VoiceSessionServerMessage'])),
  }
  return (text, from) => [
    ...checkByCodec(text, from),
    ...(validate[from](jsonOf(text))
      ? []
      : [`${ajv.errorsText(validate[from].errors)} in ${text.slice(0, 200)}`]),
  ]
}
