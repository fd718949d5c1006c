import type { Catalogue } from '../fields/option.ts'

type Formats = Catalogue['fileFormats']

/** Ends of names that the lab reads, as ".npz". */
export function extensionsOf(formats: Formats): string[] {
  return formats.flatMap(({ extensions }) => extensions)
}

/** Describes why a file cannot be imported; undefined if no problem is known. */
export function rejectFile(
  file: Pick<File, 'name' | 'size'> | undefined,
  formats: Formats,
): string | undefined {
  if (!file) return 'Choose a file first.'
  const known = extensionsOf(formats)
  if (!known.some((extension) => file.name.toLowerCase().endsWith(extension)))
    return `“${file.name}” has an unknown format. Choose a file that ends in ${known.join(', ')}.`
  if (file.size === 0) return `“${file.name}” is empty: choose another file.`
  return undefined
}
