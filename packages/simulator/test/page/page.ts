import { beRefused } from './be-refused.ts'
import { holdBuiltInCall } from './hold-call.ts'

Object.assign(globalThis, { beRefused, holdBuiltInCall })
