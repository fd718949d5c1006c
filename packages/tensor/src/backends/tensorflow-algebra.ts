import { hostAlgebra, type Algebra } from '../linear-algebra/algebra.ts'
import { transpose } from '../linear-algebra/transpose.ts'
import type { TensorFlowBinding } from '../native/load-binding.ts'
import { DoubleOps, type DeviceTensor } from './tensorflow-ops.ts'

/** Number of entries below which the host finishes before a call to TensorFlow starts. */
const WORTH_CALLING = 64 * 64

/**
 * Creates linear algebra with TensorFlow's double-precision operations on its device. Small matrices stay on the host.
 */
export function createTensorflowAlgebra(binding: TensorFlowBinding): Algebra {
  const ops = new DoubleOps(binding)
  /** Uploads matrices, computes, downloads the result and frees all tensors. */
  const compute = (
    given: readonly (readonly [Float64Array, rows: number, columns: number])[],
    run: (tensors: DeviceTensor[]) => DeviceTensor,
  ): Float64Array => {
    const tensors: DeviceTensor[] = []
    try {
      for (const [values, rows, columns] of given) tensors.push(ops.upload(values, [rows, columns]))
      return ops.download(run(tensors))
    } finally {
      tensors.forEach((tensor) => ops.free(tensor))
    }
  }
  return {
    symmetricEigen(matrix, size) {
      if (size * size < WORTH_CALLING) return hostAlgebra.symmetricEigen(matrix, size)
      let values = new Float64Array(0)
      const columns = compute([[matrix, size, size]], ([given]) => {
        const [found, vectors] = ops.symmetricEigen(given)
        values = ops.download(found).slice()
        return vectors
      })
      return { values, vectors: transpose(columns, size, size) }
    },
    singularValues(matrix, rows, columns) {
      if (rows * columns < WORTH_CALLING) return hostAlgebra.singularValues(matrix, rows, columns)
      return compute([[matrix, rows, columns]], ([given]) => ops.singularValues(given))
    },
    multiplyTransposed(a, rows, b, columns, inner) {
      if (rows * columns < WORTH_CALLING) return hostAlgebra.multiplyTransposed(a, rows, b, columns, inner)
      return compute(
        [
          [a, rows, inner],
          [b, columns, inner],
        ],
        ([left, right]) => ops.productTransposed(left, right),
      )
    },
    solveTriangular(factor, size, right, columns) {
      if (size * columns < WORTH_CALLING) return hostAlgebra.solveTriangular(factor, size, right, columns)
      return compute(
        [
          [factor, size, size],
          [right, size, columns],
        ],
        ([lower, given]) => ops.solveTriangular(lower, given),
      )
    },
  }
}
