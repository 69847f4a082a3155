import { beforeLeaving } from './before-leaving.ts'
import { runCommand } from './run-command.ts'

/** A port of this machine whose packets can be dropped by the system. */
export interface PortCut {
  /** From now on no packet to or from the port arrives, and nobody is told. */
  drop(): void
  close(): void
}

/**
 * Gets ready to cut a port on loopback, and takes its rules away when the process ends. Linux, root and `nft` are
 * needed.
 *
 * @throws {Error} with what is missing
 */
export const openPortCut = (port: number): PortCut => {
  const table = `inet vatel_soak_${String(process.pid)}_${String(port)}`
  let isOpen = true
  const close = () => {
    if (isOpen) runCommand(`nft delete table ${table}`)
    isOpen = false
  }
  runCommand(`nft add table ${table}`)
  beforeLeaving(close)
  runCommand(`nft add chain ${table} cut { type filter hook input priority 0 ; }`)
  return {
    drop() {
      for (const end of ['sport', 'dport'])
        runCommand(`nft add rule ${table} cut iifname lo tcp ${end} ${String(port)} drop`)
    },
    close,
  }
}
