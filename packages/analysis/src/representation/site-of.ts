import type { Site } from './representation.ts'

/**
 * Returns the layer that the metadata of a file names by "site", with "site_kind" and "site_position"; undefined without a
 * name. A position that is no integer from 0 is left out.
 */
export function siteOf(metadata: Readonly<Record<string, string>>): Site | undefined {
  const { site, site_kind: kind, site_position: position } = metadata
  const name = site?.trim()
  if (!name) return undefined
  return {
    name,
    ...(kind?.trim() && { kind: kind.trim() }),
    ...(/^\d{1,9}$/.test(position ?? '') && { position: Number(position) }),
  }
}
