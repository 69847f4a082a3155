import { CannotStart, fileProblem } from './failures.ts'

describe('CannotStart', () => {
  it('is one line for any sentence', () => {
    expect(new CannotStart('first\n  second\r\n').message).toBe('first second')
  })
})

describe('fileProblem', () => {
  it.each([
    ['ENOENT', 'no such file'],
    ['EACCES', 'permission denied'],
    ['EISDIR', 'is a folder'],
  ])('describes %s', (code, words) => {
    expect(fileProblem(Object.assign(new Error('open failed'), { code }))).toBe(words)
  })

  it('keeps an unknown error', () => {
    expect(fileProblem(new Error('strange'))).toBe('strange')
    expect(fileProblem('stranger')).toBe('stranger')
  })
})
