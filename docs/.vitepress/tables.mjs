import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { explainEnd, UnreachableError } from '@vatel/core'
import { root } from './pages.mjs'

const require = createRequire(join(root, 'package.json'))
/** @type {typeof import('typescript')} */
const ts = require('typescript')
/** @type {typeof import('prettier')} */
const prettier = require('prettier')

const page = join(root, 'docs/guides/errors.md')

/** @param {readonly string[][]} rows */
const table = ([head = [], ...rows]) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

/** Numbers as ranges: `1011 to 1015`. @param {readonly number[]} numbers */
const ranges = (numbers) => {
  /** @type {number[][]} */
  const runs = []
  for (const number of numbers) {
    const last = runs.at(-1)
    if (last?.at(-1) === number - 1) last.push(number)
    else runs.push([number])
  }
  return runs.map((run) => (run.length > 2 ? `${run[0]} to ${run.at(-1)}` : run.join(', '))).join(', ')
}

/** @typedef {import('@vatel/core').EndReason} EndReason */

/** Every kind of end, with the class and the advice of `explainEnd`. */
const ends = () => {
  const codes = [
    ...Array.from({ length: 16 }, (_, index) => 1000 + index),
    3000,
    3003,
    4000,
    4401,
    4403,
  ].filter((code) => code !== 1004)
  const statuses = [
    400,
    401,
    403,
    404,
    408,
    409,
    425,
    429,
    ...Array.from({ length: 6 }, (_, index) => 500 + index),
  ]
  /** @type {readonly [string, EndReason, number?][]} */
  const reasons = [
    ['`hung-up`', { type: 'hung-up' }],
    ['`session-ended`', { type: 'session-ended' }],
    ['`session-ended` with `beforeStart`', { type: 'session-ended', beforeStart: true }],
    ['`timed-out`', { type: 'timed-out', stage: 'connecting' }],
    [
      '`failed` with `UnreachableError`',
      { type: 'failed', error: new UnreachableError('unknown', 'not-sent') },
    ],
    ...codes
      .filter((code) => code !== 1000)
      .map(
        (code) =>
          /** @type {[string, EndReason, number]} */ (['`lost`', { type: 'lost', code, reason: '' }, code]),
      ),
    ...statuses.map(
      (status) =>
        /** @type {[string, EndReason, number]} */ ([
          '`refused`',
          { type: 'refused', status, message: '' },
          status,
        ]),
    ),
  ]
  /** @type {Map<string, { name: string, class: string, retryable: boolean, numbers: number[] }>} */
  const rows = new Map()
  for (const [name, reason, number] of reasons) {
    const { class: kind, retryable } = explainEnd(reason)
    const key = `${name} ${kind} ${retryable}`
    const row = rows.get(key) ?? { name, class: kind, retryable, numbers: [] }
    if (number !== undefined) row.numbers.push(number)
    rows.set(key, row)
  }
  return table([
    ['reason', 'code or status', 'class', 'a new call may succeed'],
    ...[...rows.values()].map((row) => [
      row.name,
      ranges(row.numbers) || '–',
      `\`${row.class}\``,
      row.retryable ? 'yes' : 'no',
    ]),
  ])
}

/** Every class of error of core, with the first sentence of its doc comment. */
const errors = () => {
  const rows = ['errors.ts', 'call/end-reason.ts'].flatMap((name) => {
    const text = readFileSync(join(root, 'packages/core/src', name), 'utf8')
    const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true)
    return file.statements.filter(ts.isClassDeclaration).flatMap((declaration) => {
      const title = declaration.name?.text ?? ''
      if (title === 'VatelError') return []
      const [comment] = ts.getJSDocCommentsAndTags(declaration)
      const sentence = ts.getTextOfJSDocComment(comment?.comment)?.replace(/\s+/g, ' ') ?? ''
      /** @param {string} property */
      const valueOf = (property) => {
        const member = declaration.members.find((each) => each.name?.getText() === property)
        const value =
          member !== undefined && ts.isPropertyDeclaration(member) ? member.initializer?.getText() : undefined
        return value === 'true'
          ? 'yes'
          : value === 'false'
            ? 'no'
            : value === undefined
              ? 'see the field'
              : value
      }
      return [[`[\`${title}\`](/reference/@vatel/core/classes/${title})`, sentence, valueOf('retryable')]]
    })
  })
  return table([['`_tag`', 'when', '`retryable`'], ...rows])
}

/** @param {string} text @param {string} name @param {string} content */
const replacePart = (text, name, content) =>
  text.replace(
    new RegExp(`(<!-- ${name} -->).*?(<!-- /${name} -->)`, 's'),
    (_, begin, end) => `${begin}\n\n${content}\n\n${end}`,
  )

/** Writes the tables of the ends and errors from core. Returns whether they were stale. */
export const writeTables = async () => {
  const before = readFileSync(page, 'utf8')
  const text = replacePart(replacePart(before, 'ends', ends()), 'errors', errors())
  const after = await prettier.format(text, { ...(await prettier.resolveConfig(page)), parser: 'markdown' })
  if (after !== before) writeFileSync(page, after)
  return after !== before
}
