import type {
  Microphone,
  MicrophoneState as CoreMicrophoneState,
  OutputState as CoreOutputState,
  Speaker,
} from '@vatel/core'
import { expectTypeOf } from 'expect-type'
import {
  openMicrophone,
  openSpeaker,
  type MicrophoneOptions,
  type MicrophoneState,
  type OutputState,
} from './index.ts'

// This package does not know the others; what it opens fits what they ask for all the same.
expectTypeOf(openMicrophone).returns.resolves.toExtend<Required<Microphone>>()
expectTypeOf(openSpeaker).returns.resolves.toExtend<Required<Speaker>>()
expectTypeOf<OutputState>().toEqualTypeOf<CoreOutputState>()
expectTypeOf<MicrophoneState>().toEqualTypeOf<CoreMicrophoneState>()

// What a browser has fits the little that is asked of it.
expectTypeOf<AbortSignal>().toExtend<NonNullable<MicrophoneOptions['signal']>>()
expectTypeOf<URL>().toExtend<NonNullable<MicrophoneOptions['workletUrl']>>()

// @ts-expect-error a device is named by its id
void openMicrophone({ deviceId: 1 })
