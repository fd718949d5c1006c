/** Entry point for work on files of this machine, without a database. */
export { FileInUse, lockFile } from './local-files/lock-file.ts'
export { openSources, type OpenSources } from './local-files/open-sources.ts'
export { readDataset } from './local-files/read-dataset.ts'
export { writeFileAtomically } from './local-files/write-file-atomically.ts'
