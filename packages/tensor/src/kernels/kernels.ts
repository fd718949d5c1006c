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

type F32 = Float32Array
type F64 = Float64Array
type I32 = Int32Array

/** Packs rows [rows, width] into panels: (panels, block, rows, width). */
type Pack<Panel, Block> = (panels: Panel, block: Block, rows: number, width: number) => void

/** Packs the columns `from` … `to` of tiles, shifted, and adds them to the column sums; see source/gram.cc. */
type PackTiles<Block> = (
  tiles: F64,
  block: Block,
  rows: number,
  width: number,
  shift: F64,
  sums: F64,
  from: number,
  to: number,
) => void

/** Judges chunks of neurons; see judge_chunks in source/readout.cc. */
type JudgeChunks<T> = (
  panels: T,
  rows: number,
  width: number,
  labels: I32,
  order: I32,
  weight: T,
  bias: T,
  span: number,
  draws: number,
  classes: number,
  sizes: I32,
  scale: T,
  sizeCount: number,
  error: F64,
  loss: F64,
  sums: T,
) => void

/** The compiled functions by name. Comments in source/ describe the parameters and results. */
interface KernelFunctions {
  panel_rows_f32: () => number
  panel_rows_f64: () => number
  pack_f32_f32: Pack<F32, F32>
  pack_f32_f64: Pack<F32, F64>
  pack_f64_f32: Pack<F64, F32>
  pack_f64_f64: Pack<F64, F64>
  judge_chunks_f32: JudgeChunks<F32>
  judge_chunks_f64: JudgeChunks<F64>
  residual_space: (width: number, depth: number, sizeCount: number) => number
  residual_nested: (
    gram: F64,
    stride: number,
    order: I32,
    width: number,
    sizes: I32,
    sizeCount: number,
    ridge: number,
    guard: number,
    reconstructed: number,
    rounding: number,
    space: F64,
    out: F64,
  ) => number
  held_out_space: (width: number, depth: number) => number
  held_out_nested: (
    fit: F64,
    judged: F64,
    offset: F64,
    width: number,
    order: I32,
    sizes: I32,
    sizeCount: number,
    ridge: number,
    rounding: number,
    space: F64,
    out: F64,
  ) => number
  exact_space: (width: number, size: number) => number
  residual_exactly: (
    gram: F64,
    stride: number,
    order: I32,
    width: number,
    size: number,
    ridge: number,
    guard: number,
    reconstructed: number,
    rounding: number,
    space: F64,
    out: F64,
  ) => number
  held_out_exactly: (
    fit: F64,
    judged: F64,
    offset: F64,
    width: number,
    order: I32,
    size: number,
    ridge: number,
    rounding: number,
    space: F64,
    out: F64,
  ) => number
  refit_space: (size: number, classes: number) => number
  refit_nested: (
    gram: F64,
    stride: number,
    order: I32,
    sizes: I32,
    sizeCount: number,
    cross: F64,
    classes: number,
    share: number,
    floor: number,
    space: F64,
    out: F64,
  ) => void
  dense_lanes: () => number
  dense_forward: (
    x: F32,
    rows: number,
    inputs: number,
    xStride: number,
    weights: F32,
    outputs: number,
    out: F32,
    outStride: number,
    rectify: number,
    space: F32,
  ) => void
  dense_backward: (
    delta: F32,
    rows: number,
    outputs: number,
    weights: F32,
    inputs: number,
    below: F32,
  ) => void
  dense_gate: (
    byRow: F32,
    activations: F32,
    rows: number,
    width: number,
    stride: number,
    byNeuron: F32,
  ) => void
  dense_update: (
    x: F32,
    rows: number,
    inputs: number,
    xStride: number,
    delta: F32,
    outputs: number,
    weights: F32,
    velocity: F32,
    momentum: number,
    decay: number,
    space: F32,
  ) => void
  gram_space: (rows: number, width: number) => number
  gram_tiles: (width: number) => number
  gram_pack_f32: PackTiles<F32>
  gram_pack_f64: PackTiles<F64>
  gram_add: (gram: F64, tiles: F64, rows: number, width: number, from: number, to: number) => void
  gram_finish: (gram: F64, sums: F64, rows: number, width: number, shift: F64) => void
}

export type KernelName = keyof KernelFunctions
