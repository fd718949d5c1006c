import { Worker } from 'node:worker_threads'

interface Job {
  readonly name: string
  readonly values: number[]
  readonly resolve: (result: number) => void
  readonly reject: (error: Error) => void
}

/** Runs kernel calls on threads, each with its own stack in the shared memory. */
export class WasmThreads {
  readonly #start: () => Worker
  readonly #limit: number
  readonly #idle: Worker[] = []
  readonly #waiting: Job[] = []
  readonly #busy = new Map<Worker, Job>()

  constructor(
    module: WebAssembly.Module,
    memory: WebAssembly.Memory,
    limit: number,
    takeStack: () => number,
  ) {
    this.#limit = limit
    this.#start = () =>
      new Worker(new URL('./wasm-worker.mjs', import.meta.url), {
        workerData: { module, memory, stack: takeStack() },
        // The worker must not inherit flags of the main thread, such as a source loader.
        execArgv: [],
      })
  }

  run(name: string, values: number[]): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ name, values, resolve, reject })
      this.#next()
    })
  }

  #next(): void {
    if (this.#waiting.length === 0) return
    const worker = this.#idle.pop() ?? (this.#busy.size < this.#limit ? this.#open() : undefined)
    if (!worker) return
    const job = this.#waiting.shift()!
    this.#busy.set(worker, job)
    // An idle thread must not keep the process alive, but a working one must.
    worker.ref()
    worker.postMessage({ name: job.name, values: job.values })
  }

  #open(): Worker {
    const worker = this.#start()
    const end = (settle: (job: Job) => void) => {
      const job = this.#busy.get(worker)
      this.#busy.delete(worker)
      if (job) settle(job)
    }
    worker.on('message', (result: number) => {
      end((job) => job.resolve(result))
      worker.unref()
      this.#idle.push(worker)
      this.#next()
    })
    worker.on('error', (error) => end((job) => job.reject(error)))
    return worker
  }
}
