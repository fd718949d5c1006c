/** Entry point for tests of this and other packages. */
export { putRepresentation } from './records/analyses/testing/put-representation.ts'
export { startObjectStorage, type ObjectStorage } from './platform/blobs/testing/start-object-storage.ts'
export { tinySweep } from './platform/files/testing/tiny-sweep.ts'
export { writeTinyDataset } from './platform/files/testing/write-tiny-dataset.ts'
export { openScratchDatabase } from './testing/open-scratch-database.ts'
export { openTestLab } from './testing/open-test-lab.ts'
export { makeRun } from './records/metrics/testing/make-run.ts'
