/** Entry point for computing jobs. Only the forked compute processes load the tensor library. */
export { startReaper } from './worker/start-reaper.ts'
export { startWorker, type Worker } from './worker/start-worker.ts'
export type { WorkerOptions, WorkerTimes } from './worker/worker-options.ts'
