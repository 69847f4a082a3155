declare module '*.svelte' {
  import type { Component } from 'svelte'
  import type { Observable } from 'rxjs'
  import type { CallView } from '../call-view.ts'

  const component: Component<{ view: Observable<CallView> }>
  export = component
}
