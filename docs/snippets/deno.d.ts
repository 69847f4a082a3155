/** The part of Deno's namespace that the snippets use. */
declare const Deno: {
  serve(options: { readonly port: number }, handler: (request: Request) => Promise<Response>): unknown
}
