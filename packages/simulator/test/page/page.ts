import { holdBuiltInCall } from './hold-call.ts'

holdBuiltInCall().then(
  (report) => Object.assign(globalThis, { report }),
  (error: unknown) => Object.assign(globalThis, { report: { error: String(error) } }),
)
