import {
  kindOf,
  listRunsOf,
  type ListRuns,
  type Page,
  type RunScope,
  type TrainingRun as Record,
} from '@mitoscope/lab'
import type { Context } from '../context.ts'
import { loadOne } from '../loaders.ts'
import { RunConnection, toListRuns, type RunListArgs } from './run-list.args.ts'
import { TrainingRun } from './run.type.ts'

/** Loads a page of the runs of a scope, in a batch with the same page of other scopes. */
export async function loadRunPage(context: Context, scope: RunScope, args: RunListArgs) {
  const key = JSON.stringify([scope, toListRuns(args)])
  const page = (await loadOne(context, fetchPages, key))!
  return new RunConnection({ ...page, nodes: page.nodes.map((run) => new TrainingRun(run)) })
}

async function fetchPages({ lab, actor }: Context, keys: readonly string[]) {
  const pages = new Map<string, Page<Record>>()
  for (const { request, asked } of groupAlike(keys)) {
    const read = await listRunsOf(
      lab,
      actor,
      asked.map(({ scope }) => scope),
      request,
    )
    for (const [i, { key }] of asked.entries()) pages.set(key, read[i])
  }
  return pages
}

function groupAlike(keys: readonly string[]) {
  const groups = new Map<string, { request: ListRuns; asked: { key: string; scope: RunScope }[] }>()
  for (const key of keys) {
    const [scope, request] = JSON.parse(key) as [RunScope, ListRuns]
    const kind = JSON.stringify([kindOf(scope), request])
    const group = groups.get(kind) ?? { request, asked: [] }
    groups.set(kind, group)
    group.asked.push({ key, scope })
  }
  return groups.values()
}
