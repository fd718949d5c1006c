/** Exports for pictures, apart because they load decoders that few sweeps need. */
export { decodePicture, pictureExtensions, type Picture } from './pictures/decode-picture.ts'
