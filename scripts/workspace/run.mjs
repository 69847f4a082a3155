import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { giveWay } from './background.mjs'
import { root } from './root.mjs'

/**
 * Options of a run.
 * @typedef {object} RunOptions
 * @property {string} [cwd] Its folder; the repository's root by default.
 * @property {NodeJS.ProcessEnv} [env] Variables beside those of this process.
 * @property {boolean} [show] Prints its output as it arrives; by default it is only kept.
 * @property {string} [input] Text for its stdin.
 * @property {string} [stdoutFile] File for its stdout, which is then not in the result: a program that exits at once after
 * writing loses what a slow reader of a pipe has not taken.
 * @property {number} [limitMs] After this time it counts as hung and is killed; half an hour by default, also on a busy machine.
 */

/**
 * Result of a run.
 * @typedef {object} Ended
 * @property {number} code Exit code; 124 after the time limit, 127 if it could not be started.
 * @property {string} output Its stdout and stderr, in the order of arrival.
 * @property {string} stdout Its stdout.
 */

/** Process groups that are running. @type {Set<number>} */
const running = new Set()

const endAll = () => {
  for (const group of running) {
    running.delete(group)
    try {
      process.kill(-group, 'SIGKILL')
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
    }
  }
}

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, () => {
    endAll()
    process.kill(process.pid, signal)
  })
}

/**
 * Runs a program and its children to the end. Never rejects.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<Ended>}
 */
export const run = (
  command,
  args,
  { cwd = root, env = {}, show = false, input, stdoutFile, limitMs = 1_800_000 } = {},
) =>
  new Promise((resolve) => {
    const file = stdoutFile === undefined ? undefined : openSync(stdoutFile, 'w')
    // A process group of its own, so that the limit also kills its children.
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['pipe', file ?? 'pipe', 'pipe'],
      detached: true,
    })
    if (file !== undefined) closeSync(file)
    const group = child.pid
    if (group !== undefined) {
      running.add(group)
      giveWay(group)
    }
    let output = ''
    let stdout = ''
    let late = false
    const limit = setTimeout(() => {
      late = true
      output += `\n${command} was killed: it took longer than ${limitMs / 1000} s\n`
      if (group !== undefined) process.kill(-group, 'SIGKILL')
    }, limitMs)
    /** @param {Ended} ended */
    const end = (ended) => {
      clearTimeout(limit)
      if (group !== undefined) running.delete(group)
      resolve(ended)
    }
    /** @param {string} text */
    const keep = (text) => {
      output += text
      if (show) process.stdout.write(text)
    }
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      stdout += text
      keep(text)
    })
    child.stderr?.setEncoding('utf8').on('data', keep)
    child.on('error', ({ message }) => end({ code: 127, output: `${output}${message}\n`, stdout }))
    child.on('close', (code) => end({ code: late ? 124 : (code ?? 1), output, stdout }))
    child.stdin?.on('error', () => undefined).end(input)
  })
