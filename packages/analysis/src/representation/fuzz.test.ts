import { describe, expect, it } from 'vitest'
import { createRandomStream } from '@mitoscope/tensor/random'
import { BadInput } from '@mitoscope/formats'
import { openRepresentation } from './open-representation.ts'
import {
  memorySource,
  mutateBytes,
  readRows,
  sampleTensors,
  writeNpy,
  writeNpz,
  writeZip,
} from '@mitoscope/formats/testing'

const MUTANTS = 200
/** Maximum time in milliseconds for a file of a few kilobytes, on a machine that is busy with other work. */
const LIMIT = 60_000

type Mutate = (bytes: Uint8Array) => Uint8Array
const sample = sampleTensors()

// Containers and headers are damaged in packages/formats; here, mostly what they hold: labels, readouts, permutations.
const TARGETS: [string, (mutate: Mutate) => Uint8Array][] = [
  ['run.npz', (mutate) => mutate(writeNpz(sample))],
  ['resealed arrays in run.npz', (mutate) => sealArrays(mutate, false)],
  ['resealed deflated arrays in run.npz', (mutate) => sealArrays(mutate, true)],
]

function sealArrays(mutate: Mutate, deflate: boolean): Uint8Array {
  const names = Object.keys(sample)
  const changed = names[mutate(Uint8Array.of(0))[0] % names.length]
  const entries = Object.entries(sample).map(([name, tensor]) => {
    const data = writeNpy(tensor)
    return { name: `${name}.npy`, data: name === changed ? mutate(data) : data, deflate }
  })
  return writeZip(entries)
}

/**
 * Opens a file and reads it to its end. Returns "refused" for a BadInput that names the file; throws any
 * other error, and one if reading takes longer than LIMIT.
 */
async function readAll(name: string, bytes: Uint8Array): Promise<'read' | 'refused'> {
  const expire = AbortSignal.timeout(LIMIT)
  const late = new Promise<never>((_, reject) =>
    expire.addEventListener('abort', () => reject(expire.reason)),
  )
  const work = async () => {
    const got = await openRepresentation([memorySource(name, bytes)])
    await readRows(got.test.features)
    if (got.train) await readRows(got.train.features)
    return 'read' as const
  }
  try {
    return await Promise.race([work(), late])
  } catch (error) {
    if (error instanceof BadInput && error.message.startsWith(name)) return 'refused'
    throw error
  }
}

describe(`${MUTANTS * TARGETS.length} damaged files are read through or refused`, () => {
  it.each(TARGETS)('%s', { timeout: 600_000 }, async (target, make) => {
    const name = target.split(' ').at(-1) as string
    expect(
      await readAll(
        name,
        make((bytes) => bytes),
      ),
    ).toBe('read')
    const outcomes = { read: 0, refused: 0 }
    for (let seed = 0; seed < MUTANTS; seed++) {
      const random = createRandomStream([target.length, seed])
      const bytes = make((original) => mutateBytes(original, random))
      try {
        outcomes[await readAll(name, bytes)]++
      } catch (error) {
        throw new Error(`mutant ${seed} of ${target}`, { cause: error })
      }
    }
    expect(outcomes.refused).toBeGreaterThan(MUTANTS / 10)
    expect(outcomes.read + outcomes.refused).toBe(MUTANTS)
  })
})
