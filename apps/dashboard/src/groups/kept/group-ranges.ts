/** Whole numbers in ascending order as "1-3, 7"; one that repeats is written as often as it stands there. */
export function writeRanges(numbers: readonly number[]): string {
  const parts: string[] = []
  const sorted = [...numbers].sort((a, b) => a - b)
  for (let from = 0; from < sorted.length;) {
    let to = from
    while (sorted[to + 1] === sorted[to] + 1) to++
    const isPair = to === from + 1
    if (to === from) parts.push(String(sorted[from]))
    else parts.push(isPair ? `${sorted[from]}, ${sorted[to]}` : `${sorted[from]}-${sorted[to]}`)
    from = to + 1
  }
  return parts.join(', ')
}

/** Groups from 1 to `count` as they are written, each once. Throws with what is wrong and what to write. */
export function parseRanges(text: string, count: number): number[] {
  const found = new Set<number>()
  for (const part of text.split(/[,\s]+(?![-–])/).filter(Boolean)) {
    const [, first, last = first] = /^(\d+)(?:\s*[-–]\s*(\d+))?$/.exec(part) ?? []
    const [from, to] = [Number(first), Number(last)]
    if (first === undefined || from < 1 || to > count || from > to)
      throw new Error(
        `“${part}” is not a group of this layer. Write numbers from 1 to ${count}, for example 1-3, 7.`,
      )
    for (let group = from; group <= to; group++) found.add(group)
  }
  return [...found].sort((a, b) => a - b)
}
