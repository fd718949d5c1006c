import { expect, test } from 'vitest'
import { augmentBatch, cropAndFlip } from './augment-batch.ts'

const shape = [3, 4, 2] as const
const pixels = 24
const inputs = Float32Array.from({ length: 5 * pixels }, (_, i) => i)

/** Returns every possible result for an image, computed by padding, cutting and mirroring the whole image. */
function listPossible(row: number, padding: number): string[] {
  const at = (y: number, x: number) => {
    const inside = (place: number, length: number) =>
      place < 0 ? -place : place >= length ? 2 * length - 2 - place : place
    const first = row * pixels + (inside(y, 3) * 4 + inside(x, 4)) * 2
    return [inputs[first], inputs[first + 1]]
  }
  const shifts = Array.from({ length: 2 * padding + 1 }, (_, i) => i - padding)
  return shifts.flatMap((top) =>
    shifts.flatMap((left) =>
      [false, true].map((mirrored) =>
        [0, 1, 2]
          .flatMap((y) => {
            const line = [0, 1, 2, 3].map((x) => at(y + top, x + left))
            return (mirrored ? line.reverse() : line).flat()
          })
          .join(),
      ),
    ),
  )
}

test('an image becomes each of its cuts and mirrors, equally often', () => {
  const possible = listPossible(3, 2)
  // In such a small image several draws give the same result.
  const times = new Map<string, number>()
  for (let epoch = 1; epoch <= 5_000; epoch++) {
    const made = augmentBatch(inputs, [3], shape, { padding: 2, flip: true }, { seed: 7, epoch }).join()
    times.set(made, (times.get(made) ?? 0) + 1)
  }
  for (const [made, count] of times) {
    const expected = 100 * possible.filter((each) => each === made).length
    expect(Math.abs(count - expected)).toBeLessThan(5 * Math.sqrt(expected))
  }
  expect(times.size).toBe(new Set(possible).size)
})

test('the augmentation of an image depends on seed, epoch and image alone', () => {
  const at = { seed: 1, epoch: 3 }
  const whole = augmentBatch(inputs, [0, 1, 2, 3, 4], shape, { padding: 1, flip: true }, at)
  const target = new Float32Array(2 * pixels)
  expect(augmentBatch(inputs, Int32Array.of(4, 1), shape, { padding: 1, flip: true }, at, target)).toBe(
    target,
  )
  expect(target.subarray(0, pixels)).toEqual(whole.subarray(4 * pixels))
  expect(target.subarray(pixels)).toEqual(whole.subarray(pixels, 2 * pixels))
  const others = [
    { seed: 2, epoch: 3 },
    { seed: 1, epoch: 4 },
  ]
  for (const other of others)
    expect(augmentBatch(inputs, [0, 1, 2, 3, 4], shape, { padding: 1, flip: true }, other)).not.toEqual(whole)
})

test('without padding and mirroring images are unchanged; without padding they can only be mirrored', () => {
  const at = { seed: 0, epoch: 1 }
  expect(augmentBatch(inputs, [2, 0], shape, { padding: 0, flip: false }, at)).toEqual(
    Float32Array.of(...inputs.subarray(2 * pixels, 3 * pixels), ...inputs.subarray(0, pixels)),
  )
  expect(listPossible(0, 0)).toContain(
    augmentBatch(inputs, [0], shape, { padding: 0, flip: true }, at).join(),
  )
})

test('a border wider than the image is rejected', () => {
  expect(() => augmentBatch(inputs, [0], shape, cropAndFlip, { seed: 0, epoch: 1 })).toThrow(
    'Images of 3 × 4 pixels cannot be reflected over 4 pixels',
  )
})
