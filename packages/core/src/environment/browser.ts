export { fromBase64, toBase64 } from '../protocol/browser-base64.ts'
export { systemFailure } from '../net/browser-failure.ts'
export { socketArguments, socketPowers } from '../call/browser-socket.ts'
