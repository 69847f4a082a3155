import { useData } from 'vitepress'
import theme from 'vitepress/theme-without-fonts'
import { defineAsyncComponent, h, nextTick, watch } from 'vue'
import Logo from './logo.vue'
import MarkdownLink from './markdown-link.vue'
import './style.css'

const TalkNow = defineAsyncComponent(() => import('./talk.vue'))

export default {
  extends: theme,
  Layout: () =>
    h(theme.Layout, null, {
      'nav-bar-title-before': () => h(Logo),
      // Beside the title on a desk, below it on a phone: a sound within two clicks.
      'home-hero-image': () => h(TalkNow),
      'doc-footer-before': () => h(MarkdownLink),
    }),
  /** @param {import('vitepress').EnhanceAppContext} context */
  enhanceApp: ({ app }) => {
    app.component(
      'DemoPage',
      defineAsyncComponent(() => import('./demo-page.vue')),
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
