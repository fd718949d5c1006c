import type { BackendName } from '../backend-name.ts'

/** A backend that works on this machine. */
export interface BackendPresent {
  readonly name: BackendName
  readonly present: true
  readonly device: string
  readonly version: string
  readonly gpu: boolean
  /** True if the CPU emulates the GPU. Such a backend is used only if the user names it. */
  readonly software: boolean
  /** Precision of sums in Gram matrices. Tensors are float32 on every backend. */
  readonly gramPrecision: 'float64' | 'float32'
  /** Speed in a square product of `productSize` columns, in 10⁹ operations per second; absent if not measured. */
  readonly gigaflops?: number
  readonly productSize?: number
}

/** A backend that does not work on this machine. */
export interface BackendAbsent {
  readonly name: BackendName
  readonly present: false
  readonly reason: string
  readonly remedy: string
}

export type BackendReport = BackendPresent | BackendAbsent

/** Message to the process that examines a backend. */
export interface ExamineRequest {
  readonly name: BackendName
  readonly measure: boolean
}
