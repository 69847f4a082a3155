import { handler } from './token-handler.ts'

// bun run token-endpoint-bun.ts
export default { port: 3000, fetch: handler }
