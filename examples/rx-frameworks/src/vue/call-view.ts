import type { Observable } from 'rxjs'
import { defineComponent, h, type PropType } from 'vue'
import { type CallView as View, noCall, wordsOf } from '../call-view.ts'
import { useObservable } from './use-observable.ts'

/** The state of a call and what was said so far. */
export const CallView = defineComponent({
  props: { view$: { type: Object as PropType<Observable<View>>, required: true } },
  setup(props) {
    const view = useObservable(props.view$, noCall)
    return () => [
      h('output', view.value.state),
      h(
        'ol',
        view.value.lines.map((line) => h('li', wordsOf(line))),
      ),
    ]
  },
})
