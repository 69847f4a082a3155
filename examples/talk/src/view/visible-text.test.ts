import { visibleText } from './visible-text.ts'

describe('visibleText', () => {
  it.each([
    ['an escape sequence', 'a\u001b]52;c;eA==\u0007b', 'a\\u001b]52;c;eA==\\u0007b'],
    ['a C1 control', 'a\u009b2Jb', 'a\\u009b2Jb'],
    ['a delete and a backspace', 'a\u007f\bb', 'a\\u007f\\u0008b'],
    ['line breaks and tabs', 'a\r\n\tb', 'a\\r\\n\\tb'],
    ['line separators', 'a\u2028\u2029b', 'a\\u2028\\u2029b'],
    ['a bidi override', 'a\u202egnp.exe', 'a\\u202egnp.exe'],
    ['an isolate that would close another', 'a\u2069b', 'a\\u2069b'],
  ])('escapes %s', (_, text, visible) => {
    expect(visibleText(text)).toBe(visible)
  })

  it('keeps text of any script', () => {
    const text = 'Grüße, 東京, שלום, مرحبا, नमस्ते, 👩‍👩‍👧'
    expect(visibleText(text)).toBe(text)
  })
})
