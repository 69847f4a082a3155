import { show } from '../show.ts'
import { mount } from './mount.ts'

export const shown = () => show(mount)
