import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import type { Mixed } from 'io-ts'
import { BadInput } from '../errors/bad-input.ts'
import { issues } from '../protocol/issues.ts'
import { findUnsendable } from './unsendable.ts'

/** Checks a query or body: as documented, and nothing else in it. */
export const checkInput = (codec: Mixed, place: string, input: unknown): E.Either<BadInput, unknown> =>
  pipe(
    codec.decode(input) as E.Either<never, unknown>,
    E.mapLeft(
      (errors) => new BadInput(place, `must be as documented: ${issues(errors).slice(0, 5).join('; ')}`),
    ),
    E.flatMap((checked) => {
      const found = findUnsendable(codec, input)
      return found === undefined
        ? E.right(checked)
        : E.left(new BadInput(found.path === '' ? place : `${place}.${found.path}`, found.remedy))
    }),
  )
