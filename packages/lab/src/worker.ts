/** Entry point for computing jobs. Only the forked compute processes load the tensor library. */
export { startReaper } from './work/worker/start-reaper.ts'
export { startWorker, type Worker } from './work/worker/start-worker.ts'
export type { WorkerOptions, WorkerTimes } from './work/worker/worker-options.ts'
