import { injectIntoGlobalHook, performReactRefresh, register } from 'react-refresh/runtime'

// React DOM finds the hook when it is imported: import this module before.
injectIntoGlobalHook(window)

/** Replaces components that are mounted, as a bundler does when their file changes. */
export const refreshRuntime = { performReactRefresh, register }
