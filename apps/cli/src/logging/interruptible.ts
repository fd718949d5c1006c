import { Readable } from 'node:stream'
import type { Producer } from './start-producer.ts'

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
