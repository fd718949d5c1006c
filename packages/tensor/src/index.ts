/** The catalogue door of the package: names and errors. It loads no tensor library, so every process may import it. */
export { backendNames, isBackendName, type BackendName, BackendUnavailable } from './backend-name.ts'
export { cacheFolder } from './native/cache-folder.ts'
