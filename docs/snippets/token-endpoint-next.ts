// app/api/session-token/route.ts
/** Loads the handler with the first request: the build of Next.js imports this file, and may have no API key. */
export const POST = async (request: Request): Promise<Response> =>
  (await import('./token-handler')).handler(request)
