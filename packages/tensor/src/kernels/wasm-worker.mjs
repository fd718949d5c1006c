// A thread that runs kernels on the memory it shares with the thread that started it. Plain JavaScript, because
// threads do not go through the loader that the rest of the sources use.
import { parentPort, workerData } from 'node:worker_threads'

const { module, memory, stack } = workerData
const { exports } = new WebAssembly.Instance(module, { env: { memory } })
exports.__stack_pointer.value = stack
parentPort.on('message', ({ name, values }) => parentPort.postMessage(exports[name](...values)))
