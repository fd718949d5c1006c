/** The door of what works jobs off. The tensor library is loaded by the compute processes that it forks, not by it. */
export { startReaper } from './worker/start-reaper.ts'
export { startWorker, type Worker } from './worker/start-worker.ts'
export type { WorkerOptions, WorkerTimes } from './worker/worker-options.ts'
