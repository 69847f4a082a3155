import { runCommand } from './run-command.ts'

runCommand(process.argv.slice(2), {
  print: (line) => process.stdout.write(`${line}\n`),
  printError: (line) => process.stderr.write(`${line}\n`),
  isColoured: process.stdout.isTTY && process.stderr.isTTY && process.env['NO_COLOR'] === undefined,
  untilStopped: () =>
    new Promise((resolve) => {
      process.once('SIGINT', () => resolve())
      process.once('SIGTERM', () => resolve())
    }),
}).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.exitCode = 1
    throw error
  },
)
