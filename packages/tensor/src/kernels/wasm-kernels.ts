import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { setFlagsFromString } from 'node:v8'
import { type ArrayType, arrayTypes, type KernelArray, type KernelName, type Kernels } from './kernels.ts'
import { WasmHeap } from './wasm-heap.ts'
import { WasmThreads } from './wasm-threads.ts'

const INITIAL_PAGES = 256
const STACK_BYTES = 256 * 1024

/**
 * Opens the WebAssembly build of the kernels, which is part of the package (CONTRIBUTING describes how to rebuild it).
 * `threads` calls of `run` compute side by side.
 */
export function openWasmKernels(threads = availableParallelism()): Kernels {
  // Shared memory can grow without invalidating existing arrays.
  const memory = new WebAssembly.Memory({ initial: INITIAL_PAGES, maximum: 65536, shared: true })
  const module = compile(readFileSync(new URL('./kernels.wasm', import.meta.url)))
  const exports = new WebAssembly.Instance(module, { env: { memory } }).exports
  const heap = new WasmHeap(memory, (exports.__heap_base as WebAssembly.Global).value as number)

  const pool = new WasmThreads(module, memory, threads, () => heap.take(STACK_BYTES) + STACK_BYTES)

  /** Returns addresses of arrays. Arrays outside the memory are copied in, and `finish` copies them back. */
  function place(args: unknown[]) {
    const copies: { array: KernelArray; copy: KernelArray }[] = []
    const values = args.map((arg) => {
      if (typeof arg === 'number') return arg
      const array = arg as KernelArray
      if (array.buffer instanceof SharedArrayBuffer) return array.byteOffset
      const copy = allocate(typeOf(array), array.length)
      copy.set(array)
      copies.push({ array, copy })
      return copy.byteOffset
    })
    const finish = () => {
      for (const { array, copy } of copies) {
        array.set(copy)
        heap.give(copy.byteOffset)
      }
    }
    return { values, finish }
  }

  function call(name: KernelName, ...args: unknown[]): number {
    const { values, finish } = place(args)
    const result = (exports[name] as (...values: number[]) => number)(...values)
    finish()
    return result
  }

  async function run(name: KernelName, ...args: unknown[]): Promise<number> {
    const { values, finish } = place(args)
    const result = await pool.run(name, values)
    finish()
    return result
  }

  function allocate(type: ArrayType, length: number): KernelArray {
    const Type = arrayTypes[type]
    const address = heap.take(length * Type.BYTES_PER_ELEMENT)
    return new Type(memory.buffer as unknown as ArrayBuffer, address, length).fill(0)
  }

  return {
    kind: 'wasm',
    threads,
    allocate: allocate as Kernels['allocate'],
    release: (...arrays) => arrays.forEach((array) => heap.give(array.byteOffset)),
    call: call as Kernels['call'],
    run: run as unknown as Kernels['run'],
  }
}

/**
 * Compiles everything at once and only with the optimising compiler. A kernel's call lasts for seconds and stays in the
 * code that it began in, and that of the quick first tier would take several times as long.
 */
function compile(bytes: Uint8Array<ArrayBuffer>): WebAssembly.Module {
  const flags = ['liftoff', 'wasm-lazy-compilation']
  for (const flag of flags) setFlagsFromString(`--no-${flag}`)
  try {
    return new WebAssembly.Module(bytes)
  } finally {
    for (const flag of flags) setFlagsFromString(`--${flag}`)
  }
}

function typeOf(array: KernelArray): ArrayType {
  return array instanceof Float32Array ? 'float32' : array instanceof Float64Array ? 'float64' : 'int32'
}
