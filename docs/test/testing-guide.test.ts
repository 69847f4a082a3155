import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(__dirname, '../snippets')

/** Runs the test of the guide that is for the runner of Node. The step `packed` runs it with that runner. */
const runNodeTest = async (): Promise<void> => {
  const tests: (() => Promise<void>)[] = []
  jest.doMock('node:test', () => ({ test: (_title: string, run: () => Promise<void>) => tests.push(run) }))
  await import('../snippets/testing-node.ts')
  expect(tests).toHaveLength(1)
  for (const run of tests) await run()
}

describe('the guide to tests', () => {
  const guide = readFileSync(join(__dirname, '../guides/testing.md'), 'utf8')

  // Jest runs these files themselves.
  it.each(readdirSync(folder).filter((name) => name.endsWith('.test.ts')))('has the text of %s', (name) => {
    expect(guide).toContain(`\`\`\`ts\n${readFileSync(join(folder, name), 'utf8')}\`\`\``)
  })

  it('has the text of testing-node.ts as JavaScript, whose test passes', async () => {
    expect(guide).toContain(`\`\`\`js\n${readFileSync(join(folder, 'testing-node.ts'), 'utf8')}\`\`\``)
    await runNodeTest()
  })

  it('has no test that is not run', () => {
    const tests = guide.match(/^(it|void test)\(/gm) ?? []
    expect(tests).toHaveLength(
      readdirSync(folder).filter((name) => /^testing-|\.test\.ts$/.test(name)).length,
    )
  })
})
