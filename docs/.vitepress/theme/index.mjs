import { defineAsyncComponent } from 'vue'
import theme from 'vitepress/theme-without-fonts'
import './style.css'

export default {
  extends: theme,
  /** @param {import('vitepress').EnhanceAppContext} context */
  enhanceApp: ({ app }) => {
    app.component(
      'TalkNow',
      defineAsyncComponent(() => import('./talk.vue')),
    )
  },
}
