/** Exports for programs that start processes or share files with other processes; no tensor library is loaded. */
export { isProcessAlive } from './processes/is-process-alive.ts'
export { locateEntry } from './processes/locate-entry.ts'
