/** The door for tests of this and other packages. */
export { putRepresentation } from './analyses/testing/put-representation.ts'
export { tinySweep } from './local-files/testing/tiny-sweep.ts'
export { writeTinyDataset } from './local-files/testing/write-tiny-dataset.ts'
export { openTestLab } from './testing/open-test-lab.ts'
