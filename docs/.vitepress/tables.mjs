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

/** The files with the classes of errors of each package, and the entry point that exports them. */
const errorFiles = /** @type {const} */ ([
  ['core/src/errors.ts', '@vatel/core'],
  ['core/src/call/end-reason.ts', '@vatel/core'],
  ['rx/src/call-failed-error.ts', '@vatel/rx'],
  ['rx/src/record/record-format.ts', '@vatel/rx'],
  ['machine/src/device-error.ts', '@vatel/machine'],
  ['audio/src/errors.ts', '@vatel/audio'],
  ['simulator/src/rules/invalid-scenario.ts', '@vatel/simulator'],
])

/** The remedy of each class. A class without one fails the build. @type {Readonly<Record<string, string>>} */
const remedies = {
  InvalidArgumentError: 'Correct the argument that `field` names.',
  InvalidMessageError: 'Log `type` and `issues`; update the package.',
  InvalidResponseError: 'Read `issues`: a proxy may have answered. Check what was done before you repeat.',
  AbortedError: 'Nothing: your program asked for it.',
  TimeoutError: 'Read `stage` and `delivery`; then try again, a call with a fresh token.',
  UnreachableError: 'Read `code` and `delivery`; check the base URL and the network.',
  RefusedError: 'Read `status` and `reason`; wait `retryAfterMs` where it is given.',
  RedirectedError: 'Set `baseUrl` to the address of the platform.',
  ConnectionLostError: 'Open a new call with a fresh token.',
  SlowConsumerError: 'Do less for each message, or listen with `on`.',
  SessionOverError: 'Open a new call with a fresh token.',
  ConnectFailedError: 'Read `cause`; then open a new call with a fresh token.',
  CallFailedError: 'Read `reason`; call again with `redial`.',
  InvalidRecordError: 'Correct or delete the `line`; update the package.',
  DeviceFailedError: 'Read `device` and `reason`; [tell the user](devices.md#what-to-tell-the-user).',
  InvalidBase64Error: 'Read `position`: the text was cut or is not base64.',
  OddByteCountError: 'Decode chunks with `createPcm16Base64Decoder`.',
  InvalidOptionError: 'Correct the option that `option` names.',
  InvalidWavError: 'Read `field`: save the file as PCM or float, without compression.',
  MicrophoneUnavailableError: 'Read `reason`; [tell the user](devices.md#what-to-tell-the-user).',
  SpeakerUnavailableError: 'Read `reason`; choose another device.',
  WorkletNotLoadedError: '[Serve the worklet](../audio/web.md#serving-the-worklet) at `url`.',
  InvalidScenarioError: 'Correct the `place` in the `file`.',
}

const { exports: subpaths } = JSON.parse(readFileSync(join(root, 'packages/audio/package.json'), 'utf8'))

/** Entry point of audio that exports a class. @param {string} title */
const audioEntry = (title) => {
  const [subpath = '.'] =
    Object.entries(subpaths).find(
      ([, { '@vatel/source': source }]) =>
        source !== undefined &&
        new RegExp(`\\b${title}\\b`).test(readFileSync(join(root, 'packages/audio', source), 'utf8')),
    ) ?? []
  return `@vatel/audio${subpath.slice(1)}`
}

/** Every exported class of error, from its doc comment. @param {boolean} isCore Those of core, or those of the other packages. */
const errors = (isCore) => {
  const rows = errorFiles
    .filter(([, entry]) => (entry === '@vatel/core') === isCore)
    .flatMap(([name, entry]) => {
      const text = readFileSync(join(root, 'packages', name), 'utf8')
      const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true)
      return file.statements.filter(ts.isClassDeclaration).flatMap((declaration) => {
        const title = declaration.name?.text ?? ''
        if (/^(VatelError|WorkletCrashedError)$/.test(title)) return []
        const [comment] = ts.getJSDocCommentsAndTags(declaration)
        const sentence = ts.getTextOfJSDocComment(comment?.comment)?.replace(/\s+/g, ' ') ?? ''
        const remedy = remedies[title]
        if (remedy === undefined) throw new Error(`docs/.vitepress/tables.mjs: no remedy for ${title}`)
        const base = declaration.heritageClauses?.[0]?.types[0]?.expression.getText()
        const member = declaration.members.find((each) => each.name?.getText() === 'retryable')
        const value =
          member !== undefined && ts.isPropertyDeclaration(member) ? member.initializer?.getText() : undefined
        const again =
          { true: 'yes', false: 'no' }[value ?? ''] ?? (base === 'VatelError' ? 'see the field' : '–')
        const module = entry === '@vatel/audio' ? audioEntry(title) : entry
        return [[`[\`${title}\`](/reference/${module}/classes/${title})`, sentence, remedy, again]]
      })
    })
  return table([['`_tag`', 'when', 'do this', '`retryable`'], ...rows])
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
  const parts = { ends: ends(), errors: errors(true), 'other errors': errors(false) }
  const text = Object.entries(parts).reduce((text, [name, part]) => replacePart(text, name, part), before)
  const after = await prettier.format(text, { ...(await prettier.resolveConfig(page)), parser: 'markdown' })
  if (after !== before) writeFileSync(page, after)
  return after !== before
}
