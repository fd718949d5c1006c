import { Readable } from 'node:stream'
import type { Producer } from './start-producer.ts'

/** Milliseconds without a word of the producer after which an interrupted log ends; it may have more to say until then. */
const silenceMs = 5_000
/** Milliseconds after Ctrl-C until a log ends though its producer goes on. */
const longestMs = 60_000

export interface Interruption {
  /** The input; it ends after a signal. */
  readonly bytes: AsyncIterable<Uint8Array>
  /** The first signal that came. */
  readonly signal?: NodeJS.Signals
  /** Leaves signals to the system again. */
  stop(): void
}

/**
 * Lets signals end a log gently. The first is, on a terminal, the producer's as well: what it says until its end is still
 * read, since a pipe that breaks would kill it in the middle of saving. A second one ends the process at once, after
 * `abandon` has saved what is there.
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
    // A terminal interrupts all of its processes; other signals came to this one alone.
    if (signal !== 'SIGINT') producer?.kill(signal)
    if (!isPipe) endInput()
    else if (!producer) {
      timer = setTimeout(endInput, silenceMs)
      // A producer that talks on was not told to stop.
      last = setTimeout(endInput, signal === 'SIGINT' ? longestMs : silenceMs)
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
