export const use = (): Promise<string> => Promise.resolve('ok')
