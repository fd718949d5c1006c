/** Entry point for tests of this and other packages. */
export { putRepresentation } from './analyses/testing/put-representation.ts'
export { startObjectStorage, type ObjectStorage } from './blobs/testing/start-object-storage.ts'
export { tinySweep } from './local-files/testing/tiny-sweep.ts'
export { writeTinyDataset } from './local-files/testing/write-tiny-dataset.ts'
export { openScratchDatabase } from './testing/open-scratch-database.ts'
export { openTestLab } from './testing/open-test-lab.ts'
export { makeRun } from './metrics/testing/make-run.ts'
