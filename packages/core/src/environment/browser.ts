export { fromBase64, toBase64 } from '../protocol/browser-base64.ts'
export { systemFailure } from '../rest/browser-failure.ts'
export { socketArguments, socketPowers } from '../socket/browser-socket.ts'
