import { callMachine, type CallActor, type CallSnapshot } from '@vatel/machine'
import { useActorRef, useSelector } from '@xstate/react'
import { useEffect, useState } from 'react'
import { connectInPage } from './connect-in-page.ts'
import { connectThroughServer } from './connect-through-server.ts'
import type { Place } from './place.ts'
import { createSound, type Sound } from './sound.ts'
import { tools } from './tools.ts'

/** A call for the page: the actor, what it says now, its sound, and where it goes. */
export interface VoiceCall {
  readonly call: CallActor
  readonly snapshot: CallSnapshot
  readonly sound: Sound
  readonly place: Place
  readonly setPlace: (place: Place) => void
}

/** Holds the actor for as long as the page is there. */
export const useVoiceCall = (): VoiceCall => {
  const [sound] = useState(createSound)
  const [destination] = useState((): { place: Place } => ({ place: 'server' }))
  const [place, setPlace] = useState(destination.place)
  const call = useActorRef(callMachine, {
    input: {
      connect: ({ signal }) =>
        destination.place === 'page' ? connectInPage(signal) : connectThroughServer(signal),
      microphone: sound.open,
      speaker: sound.speaker,
      tools,
    },
  })
  const snapshot = useSelector(call, (now) => now)

  useEffect(() => {
    const ended = call.on('call.ended', sound.close)
    const leave = () => call.send({ type: 'hangUp' })
    window.addEventListener('pagehide', leave)
    return () => {
      ended.unsubscribe()
      window.removeEventListener('pagehide', leave)
      sound.close()
    }
  }, [call, sound])

  return {
    call,
    snapshot,
    sound,
    place,
    setPlace: (next) => {
      destination.place = next
      setPlace(next)
    },
  }
}
