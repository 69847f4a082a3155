/** Where the platform is that a call goes to: simulated inside this page, or whatever the page's server says. */
export type Place = 'page' | 'server'
