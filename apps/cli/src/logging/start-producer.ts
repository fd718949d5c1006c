import { spawn } from 'node:child_process'
import { RemoteError } from '../remote/server-address.ts'

/** End of a command. */
export interface ProducerEnd {
  /** Exit code as in a shell: 128 plus the signal's number if a signal ended the command. */
  readonly exitCode: number
  /** Failure, with the last lines of standard error; undefined if the command succeeded. */
  readonly failure?: string
}

export interface Producer {
  readonly output: AsyncIterable<Uint8Array>
  readonly ended: Promise<ProducerEnd>
  kill(signal: NodeJS.Signals): void
}

/** Number of last lines of standard error that are shown for a failed command. */
const lastLines = 10
const maxTailLength = 4_000
const signalNumbers: Partial<Record<NodeJS.Signals, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGKILL: 9,
  SIGTERM: 15,
}

/** Starts the command whose standard output is logged. Its standard error is also shown on the terminal. */
export async function startProducer([command, ...args]: readonly string[]): Promise<Producer> {
  const child = spawn(command, args, { stdio: ['inherit', 'pipe', 'pipe'] })
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve)
    child.once('error', ({ message }) => reject(new RemoteError(`${command} cannot be run: ${message}.`)))
  })
  let tail = ''
  child.stderr.on('data', (chunk: Buffer) => {
    process.stderr.write(chunk)
    tail = (tail + chunk.toString()).slice(-maxTailLength)
  })
  const ended = new Promise<ProducerEnd>((resolve) => {
    child.once('close', (code, signal) => {
      const how = signal ? `was ended by ${signal}` : `ended with exit code ${code}`
      const lines = tail.trimEnd().split('\n').slice(-lastLines).join('\n')
      resolve({
        exitCode: code ?? 128 + (signalNumbers[signal!] ?? 0),
        failure: code === 0 ? undefined : `${command} ${how}.${lines ? `\n${lines}` : ''}`,
      })
    })
  })
  return { output: child.stdout, ended, kill: (signal) => void child.kill(signal) }
}
