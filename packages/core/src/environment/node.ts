export { fromBase64, toBase64 } from '../protocol/node-base64.ts'
export { systemFailure } from '../net/node-failure.ts'
export { socketArguments, socketPowers } from '../call/node-socket.ts'
