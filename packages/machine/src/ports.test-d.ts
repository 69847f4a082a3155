import { createVirtualSpeaker } from '@vatel/audio'
import type { Speaker } from '@vatel/core'
import { expectTypeOf } from 'expect-type'
import type { CallInput } from './index.ts'

// The machine does not know `@vatel/audio`; what that makes fits all the same.
expectTypeOf(createVirtualSpeaker).returns.toExtend<Speaker>()
expectTypeOf(createVirtualSpeaker).returns.toExtend<NonNullable<CallInput['speaker']>>()
