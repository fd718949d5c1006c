import * as tf from '@tensorflow/tfjs-core'

/** A kernel of TensorFlow.js's registry, with tensors as input and one tensor as output. */
type Kernel = (call: {
  inputs: Record<string, tf.TensorInfo> | tf.TensorInfo[]
  backend: unknown
  attrs: Record<string, unknown>
}) => tf.TensorInfo

/**
 * Replaces the products of the WebAssembly backend by ones that transpose a factor first and multiply batches one by
 * one. The backend's fast kernel supports only plain products. Transposed factors, which every gradient of a dense
 * layer has, and batches go to a loop some thirty times slower, which also adds the bias of a fused product in the
 * wrong places.
 */
export function registerFastProducts(): void {
  for (const kernelName of ['BatchMatMul', '_FusedMatMul']) {
    const original = tf.getKernel(kernelName, 'wasm')
    const multiply = original.kernelFunc as unknown as Kernel
    const replacement: Kernel = ({ inputs, backend, attrs }) => {
      const scope = new KernelScope(backend)
      const factors = { ...(inputs as Record<string, tf.TensorInfo>) }
      if (attrs.transposeA) factors.a = scope.transpose(factors.a)
      if (attrs.transposeB) factors.b = scope.transpose(factors.b)
      const plain = { ...attrs, transposeA: false, transposeB: false }
      const product = isBatch(factors.a, factors.b)
        ? multiplyBatch(scope, factors, (slices) => multiply({ inputs: slices, backend, attrs: plain }))
        : multiply({ inputs: factors, backend, attrs: plain })
      scope.end()
      return product
    }
    tf.unregisterKernel(kernelName, 'wasm')
    // The kernel's own set-up function stays, and runs when the backend starts.
    tf.registerKernel({ ...original, kernelFunc: replacement as unknown as tf.KernelFunc })
  }
}

function isBatch(a: tf.TensorInfo, b: tf.TensorInfo): boolean {
  return a.shape.length === 3 && b.shape.length === 3 && Math.max(a.shape[0], b.shape[0]) > 1
}

function multiplyBatch(
  scope: KernelScope,
  factors: Record<string, tf.TensorInfo>,
  multiply: (slices: Record<string, tf.TensorInfo>) => tf.TensorInfo,
): tf.TensorInfo {
  const batch = Math.max(factors.a.shape[0], factors.b.shape[0])
  const products = Array.from({ length: batch }, (_, index) => {
    const [a, b] = [scope.pick(factors.a, index), scope.pick(factors.b, index)]
    return scope.own(multiply({ ...factors, a, b }))
  })
  return scope.concatenate(products)
}

/** Runs other kernels of the backend, and frees their results at the end. */
class KernelScope {
  readonly #backend: { disposeData(id: object): boolean }
  readonly #owned: tf.TensorInfo[] = []

  constructor(backend: unknown) {
    this.#backend = backend as { disposeData(id: object): boolean }
  }

  own(tensor: tf.TensorInfo): tf.TensorInfo {
    this.#owned.push(tensor)
    return tensor
  }

  /** Transposes the last two axes. */
  transpose(x: tf.TensorInfo): tf.TensorInfo {
    const rank = x.shape.length
    const axes = Array.from({ length: rank - 2 }, (_, axis) => axis)
    return this.own(this.#run('Transpose', { x }, { perm: [...axes, rank - 1, rank - 2] }))
  }

  /** Returns one matrix of a batch; a batch of one is used for every index. */
  pick(x: tf.TensorInfo, index: number): tf.TensorInfo {
    if (x.shape[0] === 1) return x
    return this.own(this.#run('Slice', { x }, { begin: [index, 0, 0], size: [1, x.shape[1], x.shape[2]] }))
  }

  concatenate(tensors: tf.TensorInfo[]): tf.TensorInfo {
    return this.#run('Concat', tensors, { axis: 0 })
  }

  end(): void {
    for (const tensor of this.#owned) this.#backend.disposeData(tensor.dataId)
  }

  #run(name: string, inputs: Parameters<Kernel>[0]['inputs'], attrs: Record<string, unknown>): tf.TensorInfo {
    const kernel = tf.getKernel(name, 'wasm').kernelFunc as unknown as Kernel
    return kernel({ inputs, backend: this.#backend, attrs })
  }
}
