import { asLine } from '../terminal/as-line.ts'
import { formatTable } from '../terminal/format-table.ts'
import type { PlannedFile } from './import-files.ts'
import type { PlannedRun } from './plan-import.ts'
import type { SentRun } from './send-run.ts'

/** Names a run by its path and its tool. */
export function nameOf({ run, tool }: PlannedRun): string {
  return `${run.path || run.name} (${tool})`
}

/** Lists runs that would be imported, with where their widths are from, what has no place, and what is missing. */
export function describePlan(planned: readonly PlannedRun[]): string {
  const rows = planned.map(({ tool, run, facts, projectName, modelName, points }) =>
    [
      run.path || run.name,
      tool,
      projectName,
      modelName,
      run.name,
      String(facts.width ?? '?'),
      String(facts.seed ?? '–'),
      String(facts.weightDecay ?? '–'),
      run.state,
      String(run.metrics.size),
      String(points),
      facts.places.width ?? '–',
    ].map(asLine),
  )
  const head = [
    'path',
    'tool',
    'project',
    'model',
    'run',
    'width',
    'seed',
    'decay',
    'state',
    'metrics',
    'points',
    'width from',
  ]
  const losses = planned.flatMap((plan) => [
    ...describeLosses(plan),
    ...plan.facts.problems.map((problem) => `${nameOf(plan)} ${problem}.`),
  ])
  return [formatTable(head, rows), ...losses.map(asLine)].join('\n')
}

/** Lists representations that would be uploaded. */
export function describeFiles(files: readonly PlannedFile[]): string {
  const rows = files.map(({ file, model, width, seed, weightDecay, epoch }) =>
    [file, model, ...[width, seed, weightDecay, epoch].map((value) => String(value ?? '–'))].map(asLine),
  )
  return formatTable(['file', 'model', 'width', 'seed', 'decay', 'epoch'], rows)
}

/** Says what of a run has no place here, and where its files are damaged. */
export function describeLosses(plan: PlannedRun): string[] {
  const { problems, leftOut } = plan.run
  return [
    ...problems.map((problem) => `${nameOf(plan)}: ${problem}.`),
    ...(leftOut.length > 0 ? [`${nameOf(plan)}: left out are ${leftOut.join(', ')}.`] : []),
  ]
}

/** Says what became of a run. */
export function describeSent(
  { run }: PlannedRun,
  { id, created, added, equal, differing, leftOut }: SentRun,
): string {
  const parts = [`${added} points added`]
  if (equal > 0) parts.push(`${equal} were there`)
  if (differing > 0) parts.push(`${differing} have another value there, which stays`)
  if (leftOut > 0) parts.push(`${leftOut} at negative steps are left out`)
  return `${id}  ${run.name}${created ? '' : ' (imported before)'}: ${parts.join('; ')}`
}
