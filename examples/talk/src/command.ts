import { systemClock } from '@vatel/core'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { openFiles } from './call-files.ts'
import { prepareLine } from './callee.ts'
import type { OpenDevices } from './devices/devices.ts'
import { readVoice } from './devices/read-voice.ts'
import { soxDevices } from './devices/sox.ts'
import { virtualDevices } from './devices/virtual.ts'
import { CannotStart, fileProblem } from './failures.ts'
import { getWeather } from './get-weather.ts'
import { help } from './help.ts'
import { readOptions, type Sound, type TalkOptions } from './options.ts'
import { runCall } from './run-call.ts'
import { judge } from './verdict.ts'
import { liveView } from './view/live.ts'
import { plainView } from './view/plain.ts'
import { visibleText } from './view/visible-text.ts'
import { canRender, terminalCanvas } from './view/terminal.ts'

const { stdout, stderr, env, argv } = process
const clock = systemClock
const defaultInput = createRequire(import.meta.url).resolve('@vatel/simulator/speech/city-guide/user.wav')

const print = (text: string): void => {
  stdout.write(`${text}\n`)
}

const read = async (file: string): Promise<Uint8Array> => {
  try {
    return await readFile(file)
  } catch (error) {
    throw new CannotStart(`${file} cannot be read: ${fileProblem(error)}`, error)
  }
}

const prepareSound = async (sound: Sound): Promise<OpenDevices> => {
  if (sound.type === 'devices') return soxDevices(clock)
  const { input = defaultInput } = sound
  return virtualDevices(readVoice(await read(input), input), clock)
}

/** Exit code of a shell for a program that Ctrl-C ended. */
const interruptedCode = 130

/** End of a call from outside. */
interface Interruption {
  readonly signal: AbortSignal
  /** A sentence for an output that cannot be written. */
  readonly failures: readonly string[]
}

/** Aborts on Ctrl-C, SIGTERM and SIGHUP, and when the output cannot be written; the second signal exits at once. */
const watchInterruption = (): Interruption => {
  const failures: string[] = []
  const controller = new AbortController()
  const ask = () => {
    if (controller.signal.aborted) process.exit(interruptedCode)
    controller.abort()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask)
  stdout.on('error', (error: Error) => {
    // With EPIPE the reader of the output is gone, as that of `head` is.
    const isGone = 'code' in error && error.code === 'EPIPE'
    if (!isGone && failures.length === 0) failures.push(`the output cannot be written: ${fileProblem(error)}`)
    controller.abort()
  })
  return { signal: controller.signal, failures }
}

const notesFor = ({ sound, callee }: TalkOptions): readonly string[] => {
  if (sound.type === 'file') return []
  const echo = 'Use headphones: there is no echo cancellation, and the agent would interrupt itself.'
  const scripted = 'The simulator has no speech recognition: it shows the words of its scenario for yours.'
  return callee.type === 'simulator' ? [echo, scripted] : [echo]
}

const call = async (options: TalkOptions): Promise<number> => {
  const openDevices = await prepareSound(options.sound)
  const files = openFiles(options.out)
  const line = await prepareLine(options.callee, clock)
  const live = !options.plain && canRender(stdout, env)
  const view = live ? liveView(line.title, terminalCanvas(stdout, env)) : plainView(print)
  for (const note of notesFor(options)) view.note(note)
  const interruption = watchInterruption()
  const { signal: hangUp } = interruption
  try {
    const tools = { get_weather: getWeather(clock) }
    const { connect } = line
    const result = await runCall({
      connect,
      openDevices,
      tools,
      view,
      files,
      clock,
      hangUp,
    })
    for (const file of files.written) print(visibleText(`written: ${file}`))
    // A call that the user ended is not compared with its scenario.
    const expected = options.sound.type === 'file' && !hangUp.aborted ? line.expected : undefined
    const problems = [...judge(result, expected), ...files.failures, ...interruption.failures]
    for (const problem of problems) stderr.write(`${visibleText(`problem: ${problem}`)}\n`)
    if (expected !== undefined && problems.length === 0) print('The call followed its scenario.')
    return problems.length === 0 ? 0 : 1
  } finally {
    files.close()
    await line.close()
  }
}

const run = async (): Promise<number> => {
  const line = readOptions(argv.slice(2), env)
  switch (line.type) {
    case 'help':
      stdout.write(help)
      return 0
    case 'invalid':
      throw new CannotStart(line.sentence)
    case 'call':
      return call(line.options)
  }
}

try {
  process.exitCode = await run()
} catch (error) {
  if (!(error instanceof CannotStart)) throw error
  stderr.write(`${visibleText(error.message)}\n`)
  process.exitCode = 2
}
