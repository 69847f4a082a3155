import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(__dirname, '../snippets')

describe('the guide to tests', () => {
  const guide = readFileSync(join(__dirname, '../guides/testing.md'), 'utf8')

  // Jest runs these files themselves.
  it.each(readdirSync(folder).filter((name) => name.endsWith('.test.ts')))('has the text of %s', (name) => {
    expect(guide).toContain(`\`\`\`ts\n${readFileSync(join(folder, name), 'utf8')}\`\`\``)
  })

  it('has no test that is not run', () => {
    const tests = guide.match(/^it\(/gm) ?? []
    expect(tests).toHaveLength(readdirSync(folder).filter((name) => name.endsWith('.test.ts')).length)
  })
})
