import type { KernelFunctions, KernelName } from './functions.ts'

export type KernelArray = Float32Array | Float64Array | Int32Array

/** Constructors of the arrays that kernels take. */
export const arrayTypes = { float32: Float32Array, float64: Float64Array, int32: Int32Array } as const
export type ArrayType = keyof typeof arrayTypes
type ArrayOf<T extends ArrayType> = InstanceType<(typeof arrayTypes)[T]>

/** Float64 and fused routines on the host, compiled for this machine or as WebAssembly. */
export interface Kernels {
  readonly kind: 'native' | 'wasm'
  /** How many calls of `run` compute side by side. */
  readonly threads: number
  /** A zeroed array where the kernels can reach it without a copy. Give it back with `release`. */
  allocate<T extends ArrayType>(type: T, length: number): ArrayOf<T>
  /** Ends the use of an array from `allocate`. */
  release(...arrays: KernelArray[]): void
  /** Runs a function at once. */
  call<K extends KernelName>(name: K, ...args: Parameters<KernelFunctions[K]>): ReturnType<KernelFunctions[K]>
  /** Runs a function beside the event loop, where the kind allows it. */
  run<K extends KernelName>(
    name: K,
    ...args: Parameters<KernelFunctions[K]>
  ): Promise<ReturnType<KernelFunctions[K]>>
}
