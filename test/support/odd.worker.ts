import { parentPort, threadId } from 'node:worker_threads'
import { plainError } from '../../src/contract/errors.ts'
import type { Question } from '../../src/main/workers/messages.ts'

/** A thread that can meet every misfortune. */
const methods: Record<string, (argument: unknown) => unknown> = {
  echo: (argument) => argument,
  thread: () => threadId,
  refuse: () => {
    throw Object.assign(new Error('there is none'), { code: 'NO_SYNAPSE', facts: { pre: 3 } })
  },
  exit: () => process.exit(3),
  trap: () => {
    setImmediate(() => {
      throw new Error('unreachable')
    })
    return waitForever()
  },
  hang: () => waitForever(),
  unclonable: () => () => 'a function',
}

parentPort!.on('message', ({ id, command }: Question) => {
  if (command.type !== 'call') return
  void (async () => {
    try {
      parentPort!.postMessage({ id, value: await methods[command.method](command.argument) })
    } catch (error) {
      parentPort!.postMessage({ id, error: plainError(error) })
    }
  })()
})

function waitForever(): Promise<never> {
  return new Promise(() => undefined)
}
