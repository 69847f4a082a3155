export { fromBase64, toBase64 } from '../protocol/node-base64.ts'
export { systemFailure } from '../rest/node-failure.ts'
export { socketArguments, socketPowers } from '../socket/node-socket.ts'
