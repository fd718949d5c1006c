/** Exports for programs that start processes or share files with other processes; no tensor library is loaded. */
export { receiveFromParent, sendToParent } from './processes/answer-parent.ts'
export {
  forkProcess,
  ProcessEnded,
  request,
  type ForkedProcess,
  type ProcessEnd,
} from './processes/fork-process.ts'
export { isProcessAlive } from './processes/is-process-alive.ts'
