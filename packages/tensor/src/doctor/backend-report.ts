import type { BackendName } from '../backend-name.ts'

/** A backend that works here. */
export interface BackendPresent {
  readonly name: BackendName
  readonly present: true
  readonly device: string
  readonly version: string
  readonly gpu: boolean
  /** True when the processor plays the GPU: such a backend is used only when asked for by name. */
  readonly software: boolean
  /** What Gram matrices are summed in; tensors are float32 everywhere. */
  readonly gramPrecision: 'float64' | 'float32'
  /** Measured on a square product of `productSize`; absent when not measured. */
  readonly gigaflops?: number
  readonly productSize?: number
}

/** A backend that does not. */
export interface BackendAbsent {
  readonly name: BackendName
  readonly present: false
  readonly reason: string
  readonly remedy: string
}

export type BackendReport = BackendPresent | BackendAbsent

/** What the examining process is asked. */
export interface ExamineRequest {
  readonly name: BackendName
  readonly measure: boolean
}
