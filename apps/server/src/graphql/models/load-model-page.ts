import { listModelsOf, type ListModels, type Model as Record, type Page } from '@mitoscope/lab'
import type { Context } from '../context.ts'
import { loadOne } from '../loaders.ts'
import { ModelConnection, type ModelListArgs } from './model-list.args.ts'
import { Model } from './model.type.ts'

/**
 * Loads a page of the models of a project, or of all projects, in a batch with the same page of other
 * projects.
 */
export async function loadModelPage(context: Context, projectId: string | null, args: ModelListArgs) {
  const page = (await loadOne(context, fetchPages, JSON.stringify([projectId, args])))!
  return new ModelConnection({ ...page, nodes: page.nodes.map((record) => new Model(record)) })
}

async function fetchPages({ lab, actor }: Context, keys: readonly string[]) {
  const groups = new Map<
    string,
    { request: ListModels; asked: { key: string; projectId: string | null }[] }
  >()
  for (const key of keys) {
    const [projectId, request] = JSON.parse(key) as [string | null, ListModels]
    const alike = JSON.stringify(request)
    const group = groups.get(alike) ?? { request, asked: [] }
    groups.set(alike, group)
    group.asked.push({ key, projectId })
  }
  const pages = new Map<string, Page<Record>>()
  for (const { request, asked } of groups.values()) {
    const projectIds = asked.map(({ projectId }) => projectId)
    const read = await listModelsOf(lab, actor, projectIds, request)
    for (const [i, { key }] of asked.entries()) pages.set(key, read[i])
  }
  return pages
}
