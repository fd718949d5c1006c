// A thread that runs kernels in the memory of the thread that started it. Plain JavaScript, because threads do not use
// the loader of the other sources.
import { parentPort, workerData } from 'node:worker_threads'

const { module, memory, stack } = workerData
const { exports } = new WebAssembly.Instance(module, { env: { memory } })
exports.__stack_pointer.value = stack
parentPort.on('message', ({ name, values }) => parentPort.postMessage(exports[name](...values)))
