import type { TensorFlowBinding } from '../native/load-binding.ts'

/** TensorFlow's number of the dtype double, which TensorFlow.js does not have. */
const double = 2

/** TensorFlow's number of the dtype complex64. A pair of float32 has eight bytes, so it carries a double unchanged. */
const complex64 = 8

/** A tensor on TensorFlow's device, by its id in the binding. The receiver must free it. */
export type DeviceTensor = number

/**
 * The few double-precision operations in use, called directly on the binding: TensorFlow has them, but TensorFlow.js
 * has no dtype for them.
 */
export class DoubleOps {
  readonly #binding: TensorFlowBinding

  constructor(binding: TensorFlowBinding) {
    this.#binding = binding
  }

  /** Copies host values to the device as doubles. Float32 is widened there, which halves the bytes to copy. */
  upload(values: Float32Array | Float64Array, shape: readonly number[]): DeviceTensor {
    const { TF_FLOAT } = this.#binding
    if (values instanceof Float32Array) {
      const narrow = this.#binding.createTensor(shape, TF_FLOAT, values)
      return this.#consume('Cast', [this.#type('SrcT', TF_FLOAT), this.#type('DstT', double)], [narrow])
    }
    // The binding accepts no doubles, so their bytes are sent as pairs of float32 and cast to doubles on the device.
    const pairs = new Float32Array(values.buffer, values.byteOffset, values.length * 2)
    const raw = this.#binding.createTensor([...shape, 2], TF_FLOAT, pairs)
    return this.#consume('Bitcast', [this.#type('T', TF_FLOAT), this.#type('type', double)], [raw])
  }

  /** Copies a double tensor to the host and frees it. */
  download(tensor: DeviceTensor): Float64Array {
    const pairs = this.#consume('Bitcast', [this.#type('T', double), this.#type('type', complex64)], [tensor])
    const bytes = this.#binding.tensorDataSync(pairs)
    this.free(pairs)
    return new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8)
  }

  /** Returns an int32 vector, the form of shapes and axes in operations. */
  indices(values: readonly number[]): DeviceTensor {
    return this.#binding.createTensor([values.length], this.#binding.TF_INT32, Int32Array.from(values))
  }

  /** Returns aᵀ b. */
  transposedProduct(a: DeviceTensor, b: DeviceTensor): DeviceTensor {
    const attributes = [
      this.#type('T', double),
      this.#flag('transpose_a', true),
      this.#flag('transpose_b', false),
    ]
    return this.#execute('MatMul', attributes, [a, b])
  }

  /** Returns sum + term, and frees both. */
  accumulate(sum: DeviceTensor | undefined, term: DeviceTensor): DeviceTensor {
    return sum === undefined ? term : this.#consume('AddV2', [this.#type('T', double)], [sum, term])
  }

  /** Returns a − b, and frees a. */
  subtract(a: DeviceTensor, b: DeviceTensor): DeviceTensor {
    const difference = this.#execute('Sub', [this.#type('T', double)], [a, b])
    this.free(a)
    return difference
  }

  slice(tensor: DeviceTensor, begin: DeviceTensor, size: DeviceTensor): DeviceTensor {
    const attributes = [this.#type('T', double), this.#type('Index', this.#binding.TF_INT32)]
    return this.#execute('Slice', attributes, [tensor, begin, size])
  }

  /** Sums over the axes in an index tensor. */
  sum(tensor: DeviceTensor, axes: DeviceTensor): DeviceTensor {
    const attributes = [
      this.#flag('keep_dims', false),
      this.#type('T', double),
      this.#type('Tidx', this.#binding.TF_INT32),
    ]
    return this.#execute('Sum', attributes, [tensor, axes])
  }

  /** Returns a bᵀ. */
  productTransposed(a: DeviceTensor, b: DeviceTensor): DeviceTensor {
    const attributes = [
      this.#type('T', double),
      this.#flag('transpose_a', false),
      this.#flag('transpose_b', true),
    ]
    return this.#execute('MatMul', attributes, [a, b])
  }

  /** Returns eigenvalues, ascending, and eigenvectors, in columns, of a symmetric matrix. */
  symmetricEigen(matrix: DeviceTensor): [values: DeviceTensor, vectors: DeviceTensor] {
    const attributes = [this.#type('T', double), this.#flag('compute_v', true)]
    const [values, vectors] = this.#binding.executeOp('SelfAdjointEigV2', attributes, [matrix], 2)
    return [values.id, vectors.id]
  }

  /** Returns singular values, descending. */
  singularValues(matrix: DeviceTensor): DeviceTensor {
    const attributes = [
      this.#type('T', double),
      this.#flag('compute_uv', false),
      this.#flag('full_matrices', false),
    ]
    const [values, ...unused] = this.#binding.executeOp('Svd', attributes, [matrix], 3)
    for (const { id } of unused) this.free(id)
    return values.id
  }

  /** Solves l x = b for x; l is lower triangular. */
  solveTriangular(l: DeviceTensor, b: DeviceTensor): DeviceTensor {
    const attributes = [this.#type('T', double), this.#flag('lower', true), this.#flag('adjoint', false)]
    return this.#execute('MatrixTriangularSolve', attributes, [l, b])
  }

  free(tensor: DeviceTensor): void {
    this.#binding.deleteTensor(tensor)
  }

  #type(name: string, value: number): object {
    return { name, type: this.#binding.TF_ATTR_TYPE, value }
  }

  #flag(name: string, value: boolean): object {
    return { name, type: this.#binding.TF_ATTR_BOOL, value }
  }

  #execute(name: string, attributes: readonly object[], inputs: readonly DeviceTensor[]): DeviceTensor {
    return this.#binding.executeOp(name, attributes, inputs, 1)[0].id
  }

  #consume(name: string, attributes: readonly object[], inputs: readonly DeviceTensor[]): DeviceTensor {
    try {
      return this.#execute(name, attributes, inputs)
    } finally {
      for (const input of inputs) this.free(input)
    }
  }
}
