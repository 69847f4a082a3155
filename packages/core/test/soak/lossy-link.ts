import { beforeLeaving } from './before-leaving.ts'
import { runCommand } from './run-command.ts'

/** A network namespace behind a link that loses packets both ways. */
export interface LossyLink {
  /** The address of its inside. */
  readonly host: string
  /** What stands before a command so that it runs inside. */
  readonly inside: readonly string[]
  close(): void
}

/**
 * Makes such a namespace, with names of this process's own, and takes it away when the process ends. Linux, root, `ip`
 * and `nft` are needed.
 *
 * @throws {Error} with what is missing
 */
export const openLossyLink = (percent: number): LossyLink => {
  const name = `vatel-soak-${String(process.pid)}`
  const [outer, inner] = [`vts${String(process.pid)}o`, `vts${String(process.pid)}i`]
  const [near, far] = ['10.213.77.1', '10.213.77.2']
  const inside = ['ip', 'netns', 'exec', name]
  const table = name.replaceAll('-', '_')
  const close = () => {
    // What was never made cannot be taken away, and that is well. The link goes with its namespace.
    for (const command of [`nft delete table inet ${table}`, `ip netns delete ${name}`])
      try {
        runCommand(command)
      } catch {
        continue
      }
  }
  const lose = (device: string, before: string) => {
    const chain = `{ type filter hook input priority 0 ; }`
    const rule = `iifname ${device} numgen random mod 100 < ${String(percent)} drop`
    runCommand(`${before}nft add table inet ${table}`)
    runCommand(`${before}nft add chain inet ${table} lose ${chain}`)
    runCommand(`${before}nft add rule inet ${table} lose ${rule}`)
  }
  beforeLeaving(close)
  try {
    runCommand(`ip netns add ${name}`)
    runCommand(`ip link add ${outer} type veth peer name ${inner} netns ${name}`)
    runCommand(`ip address add ${near}/24 dev ${outer}`)
    runCommand(`ip link set ${outer} up`)
    runCommand(`${inside.join(' ')} ip address add ${far}/24 dev ${inner}`)
    runCommand(`${inside.join(' ')} ip link set ${inner} up`)
    runCommand(`${inside.join(' ')} ip link set lo up`)
    lose(outer, '')
    lose(inner, `${inside.join(' ')} `)
  } catch (error) {
    close()
    throw error
  }
  return { host: far, inside, close }
}
