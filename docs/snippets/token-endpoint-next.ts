// app/api/session-token/route.ts
export { handler as POST } from './token-handler'
