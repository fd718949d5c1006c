/**
 * Returns the first place where two JSON values differ, such as "contrasts[0].seeds[1]"; undefined if they are equal.
 */
export function findDifference(a: unknown, b: unknown, path = ''): string | undefined {
  if (Object.is(a, b)) return undefined
  if (!isContainer(a) || !isContainer(b) || Array.isArray(a) !== Array.isArray(b)) return path
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  for (const key of keys) {
    const step = Array.isArray(a) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`
    const difference = findDifference(a[key], b[key], step)
    if (difference !== undefined) return difference
  }
  return undefined
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
