import type { KernelFunctions, KernelName } from './functions.ts'

export type KernelArray = Float32Array | Float64Array | Int32Array

/** Constructors of the arrays that kernels accept. */
export const arrayTypes = { float32: Float32Array, float64: Float64Array, int32: Int32Array } as const
export type ArrayType = keyof typeof arrayTypes
type ArrayOf<T extends ArrayType> = InstanceType<(typeof arrayTypes)[T]>

/** Float64 and fused functions on the host, compiled for this machine or as WebAssembly. */
export interface Kernels {
  readonly kind: 'native' | 'wasm'
  /** Number of calls of `run` that compute side by side. */
  readonly threads: number
  /** Returns a zeroed array that the kernels use without a copy. Release it with `release`. */
  allocate<T extends ArrayType>(type: T, length: number): ArrayOf<T>
  /** Frees arrays from `allocate`, which cannot be used afterwards. */
  release(...arrays: KernelArray[]): void
  /** Runs a function and waits for its result. */
  call<K extends KernelName>(name: K, ...args: Parameters<KernelFunctions[K]>): ReturnType<KernelFunctions[K]>
  /** Runs a function on another thread, if this kind has threads. */
  run<K extends KernelName>(
    name: K,
    ...args: Parameters<KernelFunctions[K]>
  ): Promise<ReturnType<KernelFunctions[K]>>
}
