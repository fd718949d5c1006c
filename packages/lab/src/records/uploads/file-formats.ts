import { FORMATS } from '@mitoscope/formats'

export interface FileFormat {
  readonly title: string
  /** File name extensions in lower case, with their dots. */
  readonly extensions: readonly string[]
}

/** File formats of representations. */
export const fileFormats: readonly FileFormat[] = FORMATS.map(({ title, extensions }) => ({
  title,
  extensions,
}))
