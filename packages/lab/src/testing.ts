/** The door for tests of this and other packages. */
export { tinySweep } from './local-files/testing/tiny-sweep.ts'
export { writeTinyDataset } from './local-files/testing/write-tiny-dataset.ts'
export { openTestLab } from './testing/open-test-lab.ts'
