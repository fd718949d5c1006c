/** Entry point for work on files of this machine, without a database. */
export { FileInUse, lockFile } from './platform/files/lock-file.ts'
export { openSources, type OpenSources } from './platform/files/open-sources.ts'
export { readDataset } from './platform/files/read-dataset.ts'
export { writeFileAtomically } from './platform/files/write-file-atomically.ts'
