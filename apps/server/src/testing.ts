/** The door for tests of other packages. */
export {
  hashOf,
  joinRepresentation,
  writeRepresentation,
  type RepresentationFile,
} from './files/testing/write-representation.ts'
