import type { Phase } from '@vatel/machine'
import { phaseWords } from './model.ts'
import type { Colors, Screen } from './screen.ts'

/** In the order of a call, with the colour that each is lit in. */
const lamps: readonly (readonly [Phase, 'yellow' | 'cyan' | 'magenta' | 'red' | 'green'])[] = [
  ['connecting', 'yellow'],
  ['listening', 'cyan'],
  ['agentSpeaking', 'magenta'],
  ['toolPending', 'yellow'],
  ['interrupted', 'red'],
  ['ended', 'green'],
]

const wholeWidth = lamps.reduce((width, [phase]) => width + phaseWords[phase].length + 2, 2)

const draw = ([phase, color]: (typeof lamps)[number], isLit: boolean, colors: Colors): string => {
  const words = ` ${phaseWords[phase]} `
  if (!isLit) return colors.dim(words)
  return colors.isColorSupported
    ? colors.inverse(colors.bold(colors[color](words)))
    : `[${phaseWords[phase]}]`
}

/** All phases side by side, the present one lit; where there is no room for all, the present one alone. */
export const phaseLine = (present: Phase, { columns, colors }: Screen): string => {
  const shown = lamps.filter(([phase]) => phase === present || wholeWidth <= columns)
  return ` ${shown.map((lamp) => draw(lamp, lamp[0] === present, colors)).join('')}`
}
