import { ofTheInterface } from './stimuli/of-the-interface.ts'
import { ofTheLine } from './stimuli/of-the-line.ts'
import { ofThePlatform } from './stimuli/of-the-platform.ts'
import { ofTheSpeaker } from './stimuli/of-the-speaker.ts'
import { ofTools } from './stimuli/of-tools.ts'
import type { Stimulus } from './stimuli/stimulus.ts'

/** Everything that can happen to a call. */
export const stimuli: Readonly<Record<string, Stimulus>> = {
  ...ofTheInterface,
  ...ofTheLine,
  ...ofThePlatform,
  ...ofTools,
  ...ofTheSpeaker,
}
