import { fork, type ChildProcess } from 'node:child_process'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { LabError } from '../errors/lab-error.ts'
import type { ReceiveAnswer, ReceiveRequest } from './receive-messages.ts'

const entry = fileURLToPath(new URL('receive-process.ts', import.meta.url))
const idleLimit = 10_000

let child: ChildProcess | undefined
let idle: NodeJS.Timeout | undefined
let last: Promise<unknown> = Promise.resolve()

/**
 * Checks a landed file and puts it among the blobs, in a process of its own that is started when one is needed and ends
 * when there is nothing to do. One file at a time: two would only wait for the same disk.
 */
export function receiveFile(request: ReceiveRequest): Promise<ReceiveAnswer> {
  const answer = last.then(() => ask(request))
  last = answer.catch(() => {})
  return answer
}

function ask(request: ReceiveRequest): Promise<ReceiveAnswer> {
  clearTimeout(idle)
  const asked = (child ??= start())
  return new Promise<ReceiveAnswer>((resolve, reject) => {
    const end = () => {
      asked.off('message', hear).off('exit', mourn)
      idle = setTimeout(() => {
        asked.kill()
        if (child === asked) child = undefined
      }, idleLimit).unref()
    }
    const hear = (answer: ReceiveAnswer) => {
      end()
      resolve(answer)
    }
    const mourn = (code: number | null, signal: string | null) => {
      end()
      if (child === asked) child = undefined
      reject(
        new LabError(
          'UNAVAILABLE',
          `The process that reads uploads ended (${signal ?? `status ${code}`}) while it read ${request.fileName}. ` +
            'What was sent is kept: try again.',
        ),
      )
    }
    asked.on('message', hear).on('exit', mourn)
    asked.send(request, (error) => error && reject(error))
  })
}

function start(): ChildProcess {
  const made = fork(entry, {
    execArgv: ['--import', import.meta.resolve('tsx')],
    cwd: dirname(entry),
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  made.once('exit', () => {
    if (child === made) child = undefined
  })
  // It must not keep this process alive; it ends by itself when this one does.
  made.unref()
  made.channel?.unref()
  return made
}
