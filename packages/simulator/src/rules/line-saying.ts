import { unrecordedLine, type ScriptLine, type LoadedScenario } from './script.ts'

/** Gives a line with these words: a recorded one if there is one, or else one that a made-up voice says. */
export const lineSaying = ({ lines, scenario }: LoadedScenario, text: string): ScriptLine =>
  [...lines.values()].find((line) => line.text === text) ?? unrecordedLine(text, scenario.pace)
