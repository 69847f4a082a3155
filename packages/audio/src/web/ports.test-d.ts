import type { Microphone, OutputState as CoreOutputState, Speaker } from '@vatel/core'
import { expectTypeOf } from 'expect-type'
import { openMicrophone, openSpeaker, type MicrophoneOptions, type OutputState } from './index.ts'

// This package does not know the others; what it opens fits what they ask for all the same.
expectTypeOf(openMicrophone).returns.resolves.toExtend<Microphone>()
expectTypeOf(openSpeaker).returns.resolves.toExtend<Speaker>()
expectTypeOf<OutputState>().toEqualTypeOf<CoreOutputState>()

// What a browser has fits the little that is asked of it.
expectTypeOf<AbortSignal>().toExtend<NonNullable<MicrophoneOptions['signal']>>()
expectTypeOf<URL>().toExtend<NonNullable<MicrophoneOptions['workletUrl']>>()

// @ts-expect-error a device is named by its id
void openMicrophone({ deviceId: 1 })
