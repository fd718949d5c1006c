import { FORMATS } from '@mitoscope/formats'

export interface FileFormat {
  readonly title: string
  /** Ends of names, with their dots, in small letters. */
  readonly extensions: readonly string[]
}

/** Which files representations are read from. */
export const fileFormats: readonly FileFormat[] = FORMATS.map(({ title, extensions }) => ({
  title,
  extensions,
}))
