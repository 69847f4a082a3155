import { useData } from 'vitepress'
import theme from 'vitepress/theme-without-fonts'
import { defineAsyncComponent, nextTick, watch } from 'vue'
import './style.css'

export default {
  extends: theme,
  /** @param {import('vitepress').EnhanceAppContext} context */
  enhanceApp: ({ app }) => {
    app.component(
      'TalkNow',
      defineAsyncComponent(() => import('./talk.vue')),
    )
    app.component(
      'LiveCall',
      defineAsyncComponent(() => import('./live.vue')),
    )
  },
  setup: () => {
    // The first page of the theme has no landmark for its content.
    const { page } = useData()
    watch(
      () => page.value.relativePath,
      async () => {
        if (import.meta.env.SSR) return
        await nextTick()
        document.querySelector('.VPHome')?.setAttribute('role', 'main')
      },
      { immediate: true, flush: 'post' },
    )
  },
}
