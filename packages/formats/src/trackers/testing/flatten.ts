/** Returns the values of a configuration by their dotted paths; lists and empty objects are values. */
export function flatten(config: object): Record<string, unknown> {
  return Object.fromEntries(listFlat(config, ''))
}

function listFlat(config: object, prefix: string): [string, unknown][] {
  return Object.entries(config).flatMap(([name, value]): [string, unknown][] =>
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0
      ? listFlat(value as object, `${prefix}${name}.`)
      : [[prefix + name, value]],
  )
}
