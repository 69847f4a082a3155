import type { VoiceCallSnapshot } from '@vatel/voice'
import { computed, onBeforeUnmount, ref, shallowRef } from 'vue'
import type { Talk } from './talk.ts'

/** Returns the state of a call in a few words: its end, its first problem, or its phase. */
const statusOf = (view: VoiceCallSnapshot | undefined): string => {
  if (view === undefined) return 'ready'
  if (view.end !== null) {
    const { reason, retryable, text } = view.end
    const code = reason.type === 'lost' ? ` ${String(reason.code)}` : ''
    return `ended (${reason.type}${code}${retryable ? ', a new call may succeed' : ''}): ${text}`
  }
  const [problem] = view.problems
  return problem?.text ?? view.phase.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}

/** Holds one call after the other in a component, and ends the last with it. `prepare` loads what a call needs. */
export const useTalk = (prepare: () => Promise<Talk>) => {
  const view = shallowRef<VoiceCallSnapshot>()
  const talk = shallowRef<Talk>()
  const fault = ref('')
  const isLoading = ref(false)
  onBeforeUnmount(() => talk.value?.call.stop())
  return {
    view,
    talk,
    isLoading,
    isRunning: computed(() => view.value?.can.stop === true),
    status: computed(() => fault.value || (isLoading.value ? 'loading the voices' : statusOf(view.value))),
    begin: async () => {
      fault.value = ''
      isLoading.value = true
      try {
        const next = await prepare()
        next.call.subscribe((snapshot) => (view.value = snapshot))
        talk.value = next
        next.call.start()
      } catch (error) {
        fault.value = error instanceof Error ? error.message : String(error)
      } finally {
        isLoading.value = false
      }
    },
  }
}
