import { spawn } from 'node:child_process'
import { RemoteError } from '../remote/server-address.ts'

/** End of a command. */
export interface ProducerEnd {
  /** Exit code of a shell: 128 and the signal's number where one ended it. */
  readonly exitCode: number
  /** Failure, with the last lines of standard error; undefined where the command ended well. */
  readonly failure?: string
}

export interface Producer {
  readonly output: AsyncIterable<Uint8Array>
  readonly ended: Promise<ProducerEnd>
  kill(signal: NodeJS.Signals): void
}

/** Lines of standard error that say why a command failed. */
const lastLines = 10
const longestTail = 4_000
const signalNumbers: Partial<Record<NodeJS.Signals, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGKILL: 9,
  SIGTERM: 15,
}

/** Runs the command whose standard output is logged; its standard error goes on to the terminal. */
export async function startProducer([command, ...args]: readonly string[]): Promise<Producer> {
  const child = spawn(command, args, { stdio: ['inherit', 'pipe', 'pipe'] })
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve)
    child.once('error', ({ message }) => reject(new RemoteError(`${command} cannot be run: ${message}.`)))
  })
  let tail = ''
  child.stderr.on('data', (chunk: Buffer) => {
    process.stderr.write(chunk)
    tail = (tail + chunk.toString()).slice(-longestTail)
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
