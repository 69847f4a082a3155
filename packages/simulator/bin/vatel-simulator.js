#!/usr/bin/env node
import { processTerminal, runCommand } from '../dist/command.js'

runCommand(process.argv.slice(2), processTerminal(process)).then(
  (code) => (process.exitCode = code),
  (error) => {
    process.exitCode = 1
    throw error
  },
)
