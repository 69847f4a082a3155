import { show } from '../show.ts'
import { mount } from './mount.tsx'

export const shown = () => show(mount)
