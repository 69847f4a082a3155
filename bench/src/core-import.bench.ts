import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { buildCore } from './core/build-core.ts'
import { median, printFigures } from './core/ratio.ts'

const rounds = 31
const run = promisify(execFile)
const folder = await buildCore()

const programs = [
  { name: "import 'ws'", imports: 'ws' },
  { name: "import '@vatel/core'", imports: './index.js' },
  { name: "import 'io-ts'", imports: 'io-ts' },
].map((program, n) => ({
  ...program,
  file: join(folder, `import-${String(n)}.mjs`),
  timesMs: [] as number[],
}))

for (const { file, imports } of programs)
  await writeFile(
    file,
    `const start = performance.now(); await import('${imports}'); console.log(performance.now() - start)`,
  )

// A process each, one after the other in each round, so that whatever else the machine does falls on all alike.
for (let round = -2; round < rounds; round++)
  for (const { file, timesMs } of programs) {
    const { stdout } = await run(process.execPath, [file])
    if (round >= 0) timesMs.push(Number(stdout))
  }

console.log(`Node ${process.version}, ${String(rounds)} fresh processes each, interleaved\n`)
console.log('| program | median | fastest |')
console.log('| --- | --: | --: |')
for (const { name, timesMs } of programs)
  console.log(`| ${name} | ${median(timesMs).toFixed(1)} ms | ${Math.min(...timesMs).toFixed(1)} ms |`)
console.log()

const [ws = [], core = []] = programs.map(({ timesMs }) => timesMs)
printFigures([
  { what: "import '@vatel/core' beside import 'ws'", value: median(core) / median(ws), goal: 2.5, unit: '×' },
])
