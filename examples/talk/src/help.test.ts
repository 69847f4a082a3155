import { help } from './help.ts'

describe('help', () => {
  it.each(['--agent-id', '--base-url', '--input', '--out', '--scenario', '--plain', '--live', '--help'])(
    'explains %s with its default',
    (option) => {
      const [, text = ''] = help.split(new RegExp(`\n  ${option}\\b`))
      const own = text.split(/\n {2}-/)[0] ?? ''
      if (option !== '--help') expect(own).toMatch(/Default: ./)
      expect(own.length).toBeGreaterThan(10)
    },
  )

  it('explains the key and the exit codes', () => {
    expect(help).toMatch(/VATEL_API_KEY/)
    expect(help).toMatch(/\n {2}0 .*\n {2}1 .*\n {2}2 /)
  })

  it('fits a terminal of 120 columns', () => {
    expect(Math.max(...help.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(120)
  })
})
