import type { Context } from './context.ts'

/** Doubles of work space that all threads together may take: about 1 GB. */
const SPACE_LIMIT = 2 ** 27

/**
 * Runs `work` for each of `count` draws, as many at a time as the kernels have threads and memory allows. Each thread
 * has a work space of its own of `space` doubles.
 */
export async function mapDraws(
  context: Context,
  phase: string,
  count: number,
  space: number,
  work: (draw: number, space: Float64Array) => Promise<void>,
): Promise<void> {
  const { kernels } = context.backend
  const threads = Math.max(1, Math.min(kernels.threads, count, Math.floor(SPACE_LIMIT / space)))
  let next = 0
  let done = 0
  await Promise.all(
    Array.from({ length: threads }, async () => {
      const own = kernels.allocate('float64', space)
      try {
        while (next < count) {
          context.signal?.throwIfAborted()
          await work(next++, own)
          context.report(phase, ++done / count)
        }
      } finally {
        kernels.release(own)
      }
    }),
  )
}
