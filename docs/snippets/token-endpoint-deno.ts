import { handler } from './token-handler.ts'

// deno run --allow-net --allow-env token-endpoint-deno.ts
Deno.serve({ port: 3000 }, handler)
