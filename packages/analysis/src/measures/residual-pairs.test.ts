import { expect, it } from 'vitest'
import { createUniform } from '@mitoscope/tensor/random'
import { openRepresentation } from '../representation/open-representation.ts'
import { memorySource, writeSafetensors } from '@mitoscope/formats/testing'
import type { MatrixShape } from '../shapes/matrix.ts'
import { readOptions } from './option.ts'
import { residualPairs } from './residual-pairs.ts'
import { checkLeaks, openContext } from '../computations/testing/open-context.ts'

checkLeaks()

it('keeps the part of a near copy’s difference that the ridge does not use', async () => {
  const [rows, width] = [4000, 4]
  const random = createUniform(8)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  // The difference of neurons 0 and 1 has twice the ridge as its sum of squares; neurons 2 and 3 follow it.
  const distance = Math.sqrt(2e-8 / rows)
  const values = new Float64Array(rows * width)
  for (let n = 0; n < rows; n++) {
    const [x, difference] = [normal(), normal()]
    values.set(
      [x, x + distance * difference, difference + normal() / 10, difference + normal() / 10],
      n * width,
    )
  }
  const tensors = {
    'features.test': { shape: [rows, width], values, dtype: 'f64' as const },
    permutations: { shape: [1, width], values: Int32Array.of(0, 1, 2, 3), dtype: 'i32' as const },
  }
  const context = await openContext(
    await openRepresentation([memorySource('layer.safetensors', writeSafetensors(tensors))]),
  )
  const { result } = await residualPairs.run(context, readOptions(residualPairs.options, { size: 2 }))
  const { pairs } = result as MatrixShape
  // Opposite coefficients cost twice the ridge: the map takes v / (v + 2 λ) = 1/2 of the difference, which leaves 1/4 of its variance.
  expect(pairs).toHaveLength(1)
  expect(Math.abs(pairs[0].value - 0.25 / 0.26)).toBeLessThan(0.005)
})
