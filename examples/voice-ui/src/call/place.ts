/** The platform of a call: simulated inside this page, or the one that the page's server names. */
export type Place = 'page' | 'server'
