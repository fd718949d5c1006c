/** The values of a configuration by their paths ("optimizer.lr"), in order; lists are values. */
export function flattenConfig(value: unknown, path = ''): [path: string, value: unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [[path, value]]
  return Object.entries(value).flatMap(([key, inner]) =>
    flattenConfig(inner, path === '' ? key : `${path}.${key}`),
  )
}
