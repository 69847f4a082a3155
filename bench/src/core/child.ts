import { fork, type ChildProcess } from 'node:child_process'

/** A process of this same program in another role, which answers each order once. */
export interface Child<Order, Answer> {
  ask(order: Order): Promise<Answer>
  stop(): void
}

const answerOf = <Answer>(child: ChildProcess): Promise<Answer> =>
  new Promise((resolve, reject) => {
    child.once('message', (answer) => resolve(answer as Answer))
    child.once('exit', (code) => reject(new Error(`a process of the benchmark ended with ${String(code)}`)))
  })

/** Starts a process in a role, with arguments, and waits for its first answer. */
export const startChild = async <Order extends object, Answer>(
  script: string,
  role: string,
  args: readonly string[],
): Promise<readonly [Child<Order, Answer>, Answer]> => {
  const child = fork(script, [role, ...args], { execArgv: ['--expose-gc'] })
  const first = await answerOf<Answer>(child)
  child.setMaxListeners(0)
  return [
    {
      ask: (order) => {
        const answer = answerOf<Answer>(child)
        child.send(order)
        return answer
      },
      stop: () => child.kill(),
    },
    first,
  ]
}

/** In a child: answers its parent. */
export const tellParent = (answer: unknown): void => {
  process.send?.(answer)
}
