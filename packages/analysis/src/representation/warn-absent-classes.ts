import type { Split, Warning } from './representation.ts'

const MOST_LISTED = 10

/**
 * Returns warnings about classes that no label has, and about classes that only one of the splits has.
 * Without `classes`, there are as many classes as the labels of both splits name.
 */
export function warnAbsentClasses(
  test: Split,
  train: Split | undefined,
  classes: number | undefined,
): Warning[] {
  const splits = [test.labels, train?.labels].filter((labels) => labels !== undefined)
  if (splits.length === 0) return []
  const count =
    classes ?? 1 + splits.reduce((most, labels) => labels.reduce((a, b) => Math.max(a, b), most), 0)
  const occurs = splits.map((labels) => {
    const seen = new Uint8Array(count)
    for (const label of labels) seen[label] = 1
    return seen
  })
  const all = Array.from({ length: count }, (_, label) => label)
  const warnings: Warning[] = []
  const absent = all.filter((label) => occurs.every((seen) => !seen[label]))
  if (absent.length > 0) {
    const where =
      splits.length > 1 ? 'labels.test and labels.train' : test.labels ? 'labels.test' : 'labels.train'
    const hint = absent.includes(0)
      ? ' Classes are numbered from 0: if these labels count from 1, every label stands for the class after its own, so save y − 1.'
      : ''
    const message = `${name(absent)} of ${count} never ${occur(absent)} in ${where}.${hint}`
    warnings.push({ code: 'absent-class', message })
  }
  if (splits.length > 1) {
    const onlyIn = (here: number, there: number, where: string, missing: string) => {
      const only = all.filter((label) => occurs[here][label] && !occurs[there][label])
      if (only.length === 0) return
      const message = `${name(only)} of ${count} ${occur(only)} in ${where} and never in ${missing}.`
      warnings.push({ code: 'class-in-one-split', message })
    }
    onlyIn(1, 0, 'labels.train', 'labels.test')
    onlyIn(0, 1, 'labels.test', 'labels.train')
  }
  return warnings
}

function occur(labels: readonly number[]): string {
  return labels.length === 1 ? 'occurs' : 'occur'
}

/** Names classes for a message: "Class 0", "Classes 3, 4 and 5", "Classes 0, 1, … and 990 more". */
function name(labels: readonly number[]): string {
  if (labels.length === 1) return `Class ${labels[0]}`
  const shown = labels.slice(0, MOST_LISTED)
  const more = labels.length - shown.length
  return more > 0
    ? `Classes ${shown.join(', ')} and ${more} more`
    : `Classes ${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}
