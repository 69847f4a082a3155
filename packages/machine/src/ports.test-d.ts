import { virtualSpeaker } from '@vatel/audio'
import type { Speaker } from '@vatel/core'
import { expectTypeOf } from 'expect-type'
import type { CallInput } from './index.ts'

// The machine does not know `@vatel/audio`; what that makes fits all the same.
expectTypeOf(virtualSpeaker).returns.toExtend<Speaker>()
expectTypeOf(virtualSpeaker).returns.toExtend<NonNullable<CallInput['speaker']>>()
