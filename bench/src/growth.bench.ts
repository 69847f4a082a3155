import { machine, operators, reducers, seen } from './growth/followers.ts'
import { measureGrowth, type Growth } from './growth/measure-growth.ts'

const limit = 2
const wanted = process.argv.slice(2)

const row = (cells: readonly string[]) => console.log(`| ${cells.join(' | ')} |`)

const show = ({ name, earlyUs, lateUs }: Growth): boolean => {
  const ratio = lateUs / earlyUs
  const isReached = ratio <= limit
  row([
    name,
    earlyUs.toFixed(2),
    lateUs.toFixed(2),
    `${ratio.toFixed(2)} ×`,
    `≤ ${String(limit)} ×`,
    isReached ? 'reached' : 'MISSED',
  ])
  return isReached
}

console.log(
  `Node ${process.version}; processor time for each event of a call, the collector included, in µs;\n` +
    'a third of the turns is cut short by the user\n',
)
row(['what', 'after 2 minutes', 'after 2 hours, 3,000 turns', 'ratio', 'goal', ''])
row(['---', '--:', '--:', '--:', '--:', '---'])
const all = [
  ...Object.entries(reducers).map(([name, begin]) => [`core ${name}`, begin] as const),
  ...Object.entries(operators).map(([name, begin]) => [`rx ${name}`, begin] as const),
  ['machine', machine] as const,
]
let missed = 0
for (const [name, begin] of all) {
  if (wanted.length > 0 && !wanted.some((word) => name.includes(word))) continue
  if (!show(await measureGrowth(name, begin))) missed += 1
}
console.log(`\n${String(seen())} values were emitted`)
if (missed > 0) process.exitCode = 1
