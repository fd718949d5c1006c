import { describe, expect, it } from 'vitest'
import { BadInput } from '../bad-input.ts'
import type { Format } from '../formats/format.ts'
import { createRandom } from './create-random.ts'
import { mutateBytes } from './mutate-bytes.ts'
import { openFeatures } from './open-features.ts'
import { readRows } from './read-rows.ts'

const MUTANTS = 200
const CUTS = 40
/** Maximum time in milliseconds for a file of a few kilobytes, on a machine that is busy with other work. */
const LIMIT = 60_000
/** Maximum in kilobytes by which all damaged files of one kind may increase the memory of the process. */
const MOST_MEMORY = 1 << 20

export type Mutate = (bytes: Uint8Array) => Uint8Array

/** Way to make files of a format: from one that is valid, by what damages it. */
export interface Sample {
  readonly kind: string
  readonly file: string
  make(mutate: Mutate): Uint8Array
  /** True if only what lies inside is damaged, and sealed again: checksums would otherwise keep it out of reach. */
  readonly isResealed?: boolean
}

/** Returns a sample whose file is damaged as it is. */
export function wholeSample(kind: string, file: string, bytes: Uint8Array): Sample {
  return { kind, file, make: (mutate) => mutate(bytes) }
}

/**
 * Tests that a format reads its samples, and reads or rejects each damaged file: in time, in bounded memory, and with an
 * error that names file, problem and remedy. No file that was cut is taken for a whole one.
 */
export function testDamagedFiles({ title }: Format, samples: readonly Sample[]): void {
  describe(`damaged files: ${title}`, () => {
    it.each(samples)('$kind', { timeout: 600_000 }, async ({ kind, file, make }) => {
      const before = process.resourceUsage().maxRSS
      const { format } = await openFeatures(
        file,
        make((bytes) => bytes),
      )
      expect(format.title).toBe(title)
      const outcomes = { read: 0, rejected: 0 }
      for (let seed = 0; seed < MUTANTS; seed++) {
        const random = createRandom(1_000 * kind.length + seed)
        const damaged = make((bytes) => mutateBytes(bytes, random))
        try {
          outcomes[await readAll(file, damaged)]++
        } catch (error) {
          throw new Error(`mutant ${seed} of ${title}, ${kind}`, { cause: error })
        }
      }
      expect(outcomes.rejected).toBeGreaterThan(MUTANTS / 10)
      expect(process.resourceUsage().maxRSS - before).toBeLessThan(MOST_MEMORY)
    })

    it('cut anywhere, none is taken for whole', { timeout: 600_000 }, async () => {
      const whole = samples.filter(({ isResealed }) => !isResealed)
      expect(whole.length).toBeGreaterThan(0)
      for (const { file, make } of whole) {
        const bytes = make((good) => good)
        const random = createRandom(bytes.length)
        for (let cut = 0; cut < CUTS; cut++)
          expect(await readAll(file, bytes.subarray(0, random() % bytes.length))).toBe('rejected')
      }
    })
  })
}

/**
 * Reads a file to its end. Returns "rejected" for a BadInput that names file, problem and remedy; throws any
 * other error, and one if reading takes longer than LIMIT.
 */
async function readAll(file: string, bytes: Uint8Array): Promise<'read' | 'rejected'> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not read within ${LIMIT} ms`)), LIMIT)
  })
  const work = async () => {
    const got = await openFeatures(file, bytes)
    await readRows(got.features)
    return 'read' as const
  }
  try {
    return await Promise.race([work(), late])
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    expect(error.message.startsWith(file)).toBe(true)
    expect(error.file).toBe(file)
    expect(error.problem).toMatch(/\S{2}/)
    expect(error.remedy).toMatch(/^[A-Z].*\S{2}/)
    return 'rejected'
  } finally {
    clearTimeout(timer)
  }
}
