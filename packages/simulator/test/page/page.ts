import { beRefused } from './be-refused.ts'
import { runBuiltInCall } from './run-built-in-call.ts'

Object.assign(globalThis, { beRefused, runBuiltInCall })
