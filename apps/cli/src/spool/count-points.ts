/** Returns the number of points in lines of a spool; a damaged line has none. */
export function countPoints(bytes: Buffer): number {
  let points = 0
  for (let at = 0, end = bytes.indexOf(newline); end >= 0; at = end + 1, end = bytes.indexOf(newline, at))
    points += countValues(bytes.toString('utf8', at, end))
  return points
}

const newline = 10

function countValues(line: string): number {
  try {
    return Object.keys((JSON.parse(line) as { values?: object }).values ?? {}).length
  } catch {
    return 0
  }
}
