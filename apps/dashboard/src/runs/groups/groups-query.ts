import {
  RunGroupsDocument,
  type RunGroupsQuery,
  type RunGroupsQueryVariables,
} from '@mitoscope/schema/documents'
import type { FieldNode, OperationDefinitionNode } from 'graphql'
import { gql, type TypedDocumentNode } from 'urql'
import type { Column } from '../table/columns.ts'

/** Mean and spread of a number over the runs of a group. */
export interface Spread {
  readonly n: number
  readonly mean: number | null
  readonly std: number | null
  readonly sem: number | null
  readonly ci95: number | null
  readonly min: number | null
  readonly max: number | null
  /** Number of runs left out because they diverged. */
  readonly diverged: number
}

/** Runs that have something in common. */
export type RunGroup = RunGroupsQuery['runGroups'][number]

export const statistics = ['n', 'mean', 'std', 'sem', 'ci95', 'min', 'max', 'diverged'] as const

/** Groups as they are answered: beside what all have, "c0", "c1", … for the columns. */
export interface GroupsAnswer {
  readonly runGroups: readonly (RunGroup & { readonly [alias: `c${number}`]: Spread })[]
}

/** The server answers so many columns at once. */
const mostColumns = 60

/** Returns the columns that can be averaged over the runs of a group, `mostColumns` at most. */
export function averaged(columns: readonly Column[]): Column[] {
  return columns.filter((column) => selectionOf(column) !== undefined).slice(0, mostColumns)
}

/** The question for groups with the mean and spread of any columns: only the address says which there are. */
export function groupsQuery(
  columns: readonly Column[],
): TypedDocumentNode<GroupsAnswer, RunGroupsQueryVariables> {
  if (columns.length === 0) return RunGroupsDocument
  const fields = columns.map((column, i) => `c${i}: ${selectionOf(column)} { ${statistics.join(' ')} }`)
  const [added] = gql(`{ ${fields.join(' ')} }`).definitions as OperationDefinitionNode[]
  const [asked, ...others] = RunGroupsDocument.definitions as OperationDefinitionNode[]
  const [groups] = asked.selectionSet.selections as FieldNode[]
  const selections = [...groups.selectionSet!.selections, ...added.selectionSet.selections]
  const whole: FieldNode = { ...groups, selectionSet: { ...groups.selectionSet!, selections } }
  const operation = { ...asked, selectionSet: { ...asked.selectionSet, selections: [whole] } }
  // Nothing else of the document: the client may have kept its text with it.
  return { kind: RunGroupsDocument.kind, definitions: [operation, ...others] }
}

function selectionOf({ id, metric, scalar }: Column): string | undefined {
  if (id === 'interpolationEpoch') return id
  if (metric) return `metric(name: ${quote(metric.name)}, value: ${metric.value})`
  return scalar && `scalar(measure: ${quote(scalar.measure)}, name: ${quote(scalar.name)})`
}

/** Text as a document holds it: what JSON escapes, GraphQL reads the same. */
function quote(text: string): string {
  return JSON.stringify(text)
}
