/** The catalogue door of the package: names and errors, safe to load in any process (no tensor library behind it). */
export { backendNames, isBackendName, type BackendName } from './backend-name.ts'
export { cacheFolder } from './native/cache-folder.ts'
export { BackendUnavailable } from './backend-unavailable.ts'
