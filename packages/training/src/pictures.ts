/** The door for pictures, apart because it loads their decoders, which few sweeps need. */
export { decodePicture, pictureExtensions, type Picture } from './datasets/images/decode-picture.ts'
export { fitPicture } from './datasets/images/fit-picture.ts'
