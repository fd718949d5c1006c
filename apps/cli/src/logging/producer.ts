import { spawn } from 'node:child_process'
import { Readable } from 'node:stream'
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

/** Milliseconds without output of the producer after which an interrupted log ends. */
const silenceMs = 5_000
/** Milliseconds after Ctrl-C at which a log ends even if its producer continues. */
const maxAfterInterruptMs = 60_000

export interface Interruption {
  /** The input, which ends after a signal. */
  readonly bytes: AsyncIterable<Uint8Array>
  /** The first signal received. */
  readonly signal?: NodeJS.Signals
  /** Restores the default handling of signals. */
  stop(): void
}

/**
 * Lets signals end a log gracefully. On a terminal the producer receives the first signal too. Its remaining output is
 * still read, since a broken pipe would kill it while it saves. A second signal ends the process at once, after
 * `abandon` has saved the received points.
 */
export function interruptible(
  input: AsyncIterable<Uint8Array>,
  options: {
    readonly producer?: Producer
    readonly isPipe: boolean
    readonly abandon: (reason: string) => Promise<unknown>
  },
): Interruption {
  const { producer, isPipe, abandon } = options
  const source = input instanceof Readable ? input : Readable.from(input)
  let timer: NodeJS.Timeout | undefined
  let last: NodeJS.Timeout | undefined
  const found: { signal?: NodeJS.Signals } = {}
  const endInput = () => source.destroy()
  const onSignal = (signal: NodeJS.Signals) => {
    if (found.signal !== undefined) {
      void abandon(`Stopped by ${signal}.`).finally(() => process.exit(130))
      return
    }
    found.signal = signal
    // A terminal interrupts all of its processes; other signals reach only this one.
    if (signal !== 'SIGINT') producer?.kill(signal)
    if (!isPipe) endInput()
    else if (!producer) {
      timer = setTimeout(endInput, silenceMs)
      // A producer that continues its output did not receive the signal.
      last = setTimeout(endInput, signal === 'SIGINT' ? maxAfterInterruptMs : silenceMs)
    }
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.on(signal, onSignal)
  return {
    bytes: follow(source, () => timer?.refresh()),
    get signal() {
      return found.signal
    },
    stop() {
      clearTimeout(timer)
      clearTimeout(last)
      for (const signal of signals) process.off(signal, onSignal)
    },
  }
}

async function* follow(source: Readable, onChunk: () => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    onChunk()
    yield chunk as Uint8Array
  }
}
