import { ofTheInterface } from './stimuli/of-the-interface.ts'
import { ofTheConnection } from './stimuli/of-the-connection.ts'
import { ofTheMicrophone } from './stimuli/of-the-microphone.ts'
import { ofThePlatform } from './stimuli/of-the-platform.ts'
import { ofTheSpeaker } from './stimuli/of-the-speaker.ts'
import { ofTools } from './stimuli/of-tools.ts'
import type { Stimulus } from './stimuli/stimulus.ts'

/** Every stimulus of a call. */
export const stimuli: Readonly<Record<string, Stimulus>> = {
  ...ofTheInterface,
  ...ofTheConnection,
  ...ofThePlatform,
  ...ofTools,
  ...ofTheSpeaker,
  ...ofTheMicrophone,
}
