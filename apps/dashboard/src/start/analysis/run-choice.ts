import type { RunToChooseFragment } from '@mitoscope/schema/documents'

export type RunToChoose = RunToChooseFragment

/** Maximum number of runs that are listed and analysed at once. */
export const mostRuns = 100

/** Describes why a run cannot be analysed; undefined if it can. */
export function rejectRun({ representations, project }: RunToChoose): string | undefined {
  if (representations.length === 0) return 'has no representation yet'
  if (project?.viewerRole === 'VIEWER') return `you cannot write to ${project.name}`
  return undefined
}

/** The runs that are to be analysed: the named ones, or all. */
export function chooseRuns(runs: readonly RunToChoose[], ids: readonly string[] | null): RunToChoose[] {
  return runs.filter((run) => rejectRun(run) === undefined && (ids === null || ids.includes(run.id)))
}

/** The named runs after a click on one of them; null once they are all that there are. */
export function toggleRun(
  runs: readonly RunToChoose[],
  ids: readonly string[] | null,
  id: string,
): string[] | null {
  const possible = chooseRuns(runs, null).map((run) => run.id)
  const before = ids ?? possible
  const after = before.includes(id) ? before.filter((each) => each !== id) : [...before, id]
  const isAll = possible.length === after.length && possible.every((each) => after.includes(each))
  return isAll ? null : after
}
