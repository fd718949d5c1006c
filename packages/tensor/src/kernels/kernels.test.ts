import { describe, expect, it } from 'vitest'
import type { Kernels } from './kernels.ts'
import { loadKernels } from './load-kernels.ts'

function available(): [string, Kernels][] {
  const kinds: [string, Kernels][] = [['wasm', loadKernels({ kind: 'wasm' })]]
  const best = loadKernels()
  return best.kind === 'native' ? [['native', best], ...kinds] : kinds
}

/** Returns deterministic values in −2 … 2, independent of each other. */
const values = (count: number, seed: number) =>
  Float64Array.from({ length: count }, (_, i) => {
    const wild = Math.sin(12.9898 * (i + 1) + 78.233 * seed) * 43758.5453
    return 4 * (wild - Math.floor(wild)) - 2
  })

function gramOf(x: Float64Array, rows: number, width: number): Float64Array {
  const means = Array.from({ length: width }, (_, j) => {
    let sum = 0
    for (let n = 0; n < rows; n++) sum += x[n * width + j]
    return sum / rows
  })
  const gram = new Float64Array(width * width)
  for (let i = 0; i < width; i++) {
    for (let j = 0; j < width; j++) {
      for (let n = 0; n < rows; n++)
        gram[i * width + j] += (x[n * width + i] - means[i]) * (x[n * width + j] - means[j])
    }
  }
  return gram
}

describe.each(available())('%s kernels', (_, kernels) => {
  it('accumulate a Gram matrix of any width over blocks of any length', () => {
    for (const width of [1, 7, 8, 19]) {
      const rows = 23
      const x = values(rows * width, width)
      const [gram, sums] = [new Float64Array(width ** 2), new Float64Array(width)]
      const shift = Float64Array.from({ length: width }, (_, j) => j / 7)
      const space = new Float64Array(kernels.call('gram_space', 16, width))
      const tiles = kernels.call('gram_tiles', width)
      for (const [from, to] of [
        [0, 16],
        [16, 23],
      ]) {
        // prettier-ignore
        const block = x.slice(from * width, to * width)
        kernels.call('gram_pack_f64', space, block, to - from, width, shift, sums, 0, tiles)
        // In two parts, as in threads.
        const middle = Math.ceil(tiles / 2)
        kernels.call('gram_add', gram, space, to - from, width, middle, tiles)
        kernels.call('gram_add', gram, space, to - from, width, 0, middle)
      }
      kernels.call('gram_finish', gram, sums, rows, width, shift)
      gramOf(x, rows, width).forEach((value, i) => expect(gram[i]).toBeCloseTo(value, 10))
    }
  })

  it.each([12, 33, 70])(
    'give nested residuals that agree with one chunk at a time, width %i',
    async (width) => {
      const rows = 3 * width
      const gram = gramOf(values(rows * width, 5), rows, width)
      const order = Int32Array.from({ length: width }, (_, i) => (i * 5 + 3) % width)
      if (new Set(order).size < width) order.forEach((_, i) => (order[i] = width - 1 - i))
      const sizes = Int32Array.of(1, 2, 5, 8, width - 3, width - 1)
      const common = [1e-8, 1e-8 * (rows - 1), 1e-6] as const
      const space = new Float64Array(
        Math.max(
          kernels.call('residual_space', width, width - 1, 6),
          kernels.call('exact_space', width, width - 1),
        ),
      )
      const out = new Float64Array(30)
      expect(
        await kernels.run(
          'residual_nested',
          gram,
          width,
          order,
          width,
          sizes,
          6,
          ...common,
          1e-11,
          space,
          out,
        ),
      ).toBe(0)
      const single = new Float64Array(5)
      for (const [k, size] of sizes.entries()) {
        kernels.call('residual_exactly', gram, width, order, width, size, ...common, 0, space, single)
        single.forEach((value, q) =>
          expect(Math.abs(out[q * 6 + k] - value)).toBeLessThan(1e-7 * (1 + Math.abs(value))),
        )
      }
    },
  )

  it('compute on a subset of the neurons as the whole layer', () => {
    const width = 16
    const gram = gramOf(values(50 * width, 6), 50, width)
    const part = Int32Array.of(3, 14, 0, 7, 9, 2)
    const inner = Float64Array.from(
      { length: 36 },
      (_, i) => gram[part[Math.floor(i / 6)] * width + part[i % 6]],
    )
    const space = new Float64Array(kernels.call('residual_space', 6, 4, 2))
    const [whole, gathered] = [new Float64Array(10), new Float64Array(10)]
    const rest = [6, Int32Array.of(2, 4), 2, 1e-8, 0, 1e-6, 1e-11, space] as const
    kernels.call('residual_nested', gram, width, part, ...rest, whole)
    kernels.call('residual_nested', inner, 6, Int32Array.from([0, 1, 2, 3, 4, 5]), ...rest, gathered)
    expect(whole).toEqual(gathered)
    expect(whole[0]).toBeGreaterThan(0)
  })

  it('give held-out residuals that agree with one chunk at a time', async () => {
    const width = 21
    const [fit, judged] = [gramOf(values(60 * width, 1), 60, width), gramOf(values(50 * width, 2), 50, width)]
    const offset = values(width, 3)
    const order = Int32Array.from({ length: width }, (_, i) => (i * 4 + 2) % width)
    const sizes = Int32Array.of(1, 3, 8, 20, 21)
    const space = new Float64Array(
      Math.max(kernels.call('held_out_space', width, 21), kernels.call('exact_space', width, 21)),
    )
    const out = new Float64Array(5)
    const args = [fit, judged, offset, width, order] as const
    expect(await kernels.run('held_out_nested', ...args, sizes, 5, 1e-8, 1e-11, space, out)).toBe(0)
    for (const [k, size] of sizes.entries()) {
      const one = new Float64Array(1)
      expect(kernels.call('held_out_exactly', ...args, size, 1e-8, 0, space, one)).toBe(0)
      const [single] = one
      expect(Math.abs(out[k] - single)).toBeLessThan(1e-6 * (1 + single))
    }
  })

  it('report a doubtful pivot instead of a wrong number', async () => {
    const width = 4
    const gram = new Float64Array(16)
    for (const [j, scale] of [1e10, 1e-6, 1, 2].entries()) gram[j * 5] = scale
    const order = Int32Array.of(0, 1, 2, 3)
    const space = new Float64Array(kernels.call('residual_space', width, 2, 1))
    const call = [
      gram,
      width,
      order,
      width,
      Int32Array.of(2),
      1,
      1e-8,
      0,
      1e-6,
      1e-11,
      space,
      new Float64Array(5),
    ] as const
    expect(await kernels.run('residual_nested', ...call)).toBe(1)
  })

  it('judge ties, absent rows and far-apart logits as a softmax does', async () => {
    const panel = kernels.call('panel_rows_f64')
    const [rows, width, classes] = [panel + 1, 3, 7]
    const x = values(rows * width, 9)
    x.fill(0, 0, width) // the first row's logits are the bias: a tie that the first class wins
    x.fill(300, width, 2 * width)
    const panels = new Float64Array(2 * panel * width)
    kernels.call('pack_f64_f64', panels, x, rows, width)
    const weight = values(width * classes, 4)
    const labels = new Int32Array(2 * panel).fill(-1)
    for (let n = 0; n < rows; n++) labels[n] = n % classes
    const [error, loss] = [new Float64Array(2), new Float64Array(2)]
    const bias = new Float64Array(classes)
    await kernels.run(
      'judge_chunks_f64', panels, rows, width, labels, Int32Array.of(2, 0, 1), weight, bias, 3, 1, classes,
      Int32Array.of(1, 3), Float64Array.of(3, 1), 2, error, loss, new Float64Array(classes * panel),
    ) // prettier-ignore
    for (const [k, size, scale] of [
      [0, 1, 3],
      [1, 3, 1],
    ]) {
      let [wrong, total] = [0, 0]
      for (let n = 0; n < rows; n++) {
        const logits = Array.from({ length: classes }, (_, c) => {
          let sum = 0
          for (let j = 0; j < size; j++) sum += x[n * width + [2, 0, 1][j]] * weight[j * classes + c]
          return scale * sum
        })
        const top = Math.max(...logits)
        wrong += Number(logits.indexOf(top) !== labels[n])
        total += Math.log(logits.reduce((a, l) => a + Math.exp(l - top), 0)) + top - logits[labels[n]]
      }
      expect(error[k]).toBe(wrong)
      expect(loss[k]).toBeCloseTo(total, 9)
    }
  })
})
