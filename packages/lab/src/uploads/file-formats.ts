import { FORMATS } from '@mitoscope/analysis/representation'

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
