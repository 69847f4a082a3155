import { processTerminal, runCommand } from './run-command.ts'

runCommand(process.argv.slice(2), processTerminal(process)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.exitCode = 1
    throw error
  },
)
