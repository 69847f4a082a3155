import { CannotStart, fileProblem } from './failures.ts'

describe('CannotStart', () => {
  it('is one line whatever it is given', () => {
    expect(new CannotStart('first\n  second\r\n').message).toBe('first second')
  })
})

describe('fileProblem', () => {
  it.each([
    ['ENOENT', 'there is no such file'],
    ['EACCES', 'this user may not touch it'],
    ['EISDIR', 'it is a folder'],
  ])('puts %s into words', (code, words) => {
    expect(fileProblem(Object.assign(new Error('open failed'), { code }))).toBe(words)
  })

  it('keeps what it does not know', () => {
    expect(fileProblem(new Error('strange'))).toBe('strange')
    expect(fileProblem('stranger')).toBe('stranger')
  })
})
