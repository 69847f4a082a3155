import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { everyMethod } from '../../test/rest/every-method.ts'
import { createClient as createTasks } from '../fp.ts'
import { createClient } from './client.ts'

const client = createClient({ apiKey: 'key' })
const tasks = createTasks({ apiKey: 'key' })

describe('the table of endpoints', () => {
  it('has every operation of the platform, once', () => {
    const operations = everyMethod.map(({ endpoint: { method, path } }) => `${method} ${path}`)
    expect(operations).toHaveLength(29)
    expect(new Set(operations).size).toBe(29)
    expect(operations.every((operation) => / \/v1\//.test(operation))).toBe(true)
  })

  it('says what each does, where editors show it', () => {
    const lines = readFileSync(join(__dirname, 'endpoints.ts'), 'utf8').split('\n')
    const operations = [...lines.entries()].filter(([, line]) =>
      /^ {4}\w+: (reads|creates|acts|changes|deletes)\(/.test(line),
    )
    expect(operations).toHaveLength(29)
    expect(operations.filter(([at]) => !/\*\/$/.test(lines[at - 1] ?? ''))).toEqual([])
  })

  it.each(everyMethod)('makes $name of both clients', ({ name }) => {
    const [group = '', method = ''] = name.split('.')
    for (const face of [client, tasks]) {
      const methods = (face as unknown as Readonly<Record<string, Readonly<Record<string, unknown>>>>)[group]
      expect(typeof methods?.[method]).toBe('function')
    }
  })
})

describe('the types of what is sent and answered', () => {
  const folder = join(__dirname, 'resources')

  it.each(readdirSync(folder))('are documented property by property in %s', (file) => {
    const lines = readFileSync(join(folder, file), 'utf8').split('\n')
    const properties = [...lines.entries()].filter(([, line]) => /^ +\w+: .*,$/.test(line))
    expect(properties).not.toEqual([])
    const bare = properties
      .filter(([at]) => !/\*\/$/.test(lines[at - 1] ?? ''))
      .map(([, line]) => line.trim())
    expect(bare).toEqual([])
  })
})
