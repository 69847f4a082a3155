import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execPath } from 'node:process'

/** A program of this folder, made into one file from the sources as a bundler does. */
export interface Program {
  /** Starts it with arguments, after those of Node; what it says at its end comes with its exit code. */
  start(args: readonly string[], nodeArgs?: readonly string[]): Running
  /** Forgets it, and ends what still runs of it. */
  remove(): void
}

/** A program that runs. */
export interface Running {
  readonly child: ChildProcess
  readonly ended: Promise<{ readonly code: number | null; readonly said: Readonly<Record<string, unknown>> }>
}

/**
 * Has the allocator of GNU systems give back at once what is let go, so that what is resident is what is held (malloc(3),
 * mallopt(3)).
 */
const steadyMemory = {
  MALLOC_ARENA_MAX: '1',
  MALLOC_MMAP_THRESHOLD_: '65536',
  MALLOC_TRIM_THRESHOLD_: '65536',
}

/** Bundles a program. */
export const bundleProgram = (file: string): Program => {
  const folder = mkdtempSync(join(tmpdir(), 'vatel-program-'))
  const program = join(folder, 'program.mjs')
  const args = [join(__dirname, 'bundle.mjs'), 'node', file]
  writeFileSync(program, execFileSync(execPath, args, { maxBuffer: 2 ** 24 }))
  const running = new Set<ChildProcess>()
  return {
    start(args, nodeArgs = []) {
      const child = spawn(execPath, [...nodeArgs, program, ...args], {
        env: { ...process.env, ...steadyMemory },
        stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      })
      running.add(child)
      child.on('exit', () => running.delete(child))
      let output = ''
      child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()))
      const ended = once(child, 'close').then(([code]) => ({
        code: code as number | null,
        said: JSON.parse(output) as Readonly<Record<string, unknown>>,
      }))
      return { child, ended }
    },
    remove() {
      for (const child of running) child.kill()
      rmSync(folder, { recursive: true })
    },
  }
}
