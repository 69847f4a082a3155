import { useMeter, useTranscript, useVoiceCall } from '@vatel/voice/vue'
import { createApp, defineComponent, h } from 'vue'

const VoiceButton = defineComponent({
  setup: () => {
    const call = useVoiceCall({ token: '/api/session-token' })
    const lines = useTranscript(call)
    const meter = useMeter('agent', call)
    return () => [
      h('button', { onClick: call.toggle }, call.snapshot.value.can.stop ? 'Hang up' : 'Talk'),
      h('output', call.snapshot.value.end?.text ?? call.snapshot.value.phase),
      h('p', lines.value.map((line) => (line.who === 'tool' ? '' : line.text)).join(' ')),
      h('div', { class: 'meter', ref: meter }),
    ]
  },
})

/** Shows a call with Vue; returns the function that unmounts it. */
export const mountVue = (root: Element): (() => void) => {
  const app = createApp(VoiceButton)
  app.mount(root)
  return () => app.unmount()
}
