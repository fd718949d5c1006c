import {
  DeleteEmptyModelDocument,
  DeleteRunsDocument,
  ImportedModelDocument,
  ImportedRunDocument,
  ImportLeftoversDocument,
  ModelsOfProjectDocument,
  type CreateModelInput,
  type CreateRunInput,
} from '@mitoscope/schema/documents'
import type { Client } from 'urql'
import { toSingle, type Catalogue, type Option } from '../fields/option.ts'
import { sweepSettings } from '../run/settings-options.ts'
import type { Texts } from '../fields/parse-form.ts'

/** Models that this page has made: without runs they are nobody's. */
const madeModels = new Set<string>()

/** Maximum number of deleted runs with the same settings to skip. */
const mostDeleted = 50

/** The run that a file is imported for: the one of the same words, or a new one, of a model that is made if need be. */
export async function makeImportedRun(
  client: Client,
  model: CreateModelInput,
  values: Readonly<Record<string, unknown>>,
): Promise<string> {
  const modelId = await findOrMakeModel(client, model)
  // A run that was deleted stays so until somebody restores it: the file is for another one of the same words.
  for (let again = 0; again < mostDeleted; again++) {
    const input = { modelId, ...values, clientKey: toClientKey(modelId, values, again) } as CreateRunInput
    const { data, error } = await client.mutation(ImportedRunDocument, { input }).toPromise()
    if (!data) throw error ?? noAnswer()
    if (!data.createRun.run.deletedAt) return data.createRun.run.id
  }
  throw new Error(
    `This run was deleted ${mostDeleted} times. Restore one of the deleted runs, or choose an existing run.`,
  )
}

async function findOrMakeModel(client: Client, input: CreateModelInput): Promise<string> {
  const variables = { id: input.projectId }
  // Asked anew: an attempt before this one may have made it.
  const known = await client
    .query(ModelsOfProjectDocument, variables, { requestPolicy: 'network-only' })
    .toPromise()
  if (!known.data) throw known.error ?? noAnswer()
  const name = input.name.toLowerCase()
  const found = known.data.project?.models.nodes.find((model) => model.name.toLowerCase() === name)
  if (found) return found.id
  const { data, error } = await client.mutation(ImportedModelDocument, { input }).toPromise()
  if (!data) throw error ?? noAnswer()
  madeModels.add(data.createModel.model.id)
  return data.createModel.model.id
}

/**
 * Deletes the run of an import that came to nothing while there is nothing in it, and its model where this page has made
 * it. What cannot be deleted now stays: the import has failed all the same.
 */
export async function removeEmptyRun(client: Client, runId: string): Promise<void> {
  const asked = { requestPolicy: 'network-only' } as const
  const { data } = await client.query(ImportLeftoversDocument, { run: runId }, asked).toPromise()
  const run = data?.run
  if (!run) return
  const { representations, checkpoints, metrics, analyses, tags, notes, state, model } = run
  const contents = [representations, checkpoints, metrics, analyses, tags].flat()
  if (contents.length > 0 || notes !== '' || state !== 'LOGGED') return
  const deleted = await client.mutation(DeleteRunsDocument, { ids: [runId] }).toPromise()
  if (!deleted.data || !model || !madeModels.has(model.id) || model.runs.totalCount > 1) return
  const gone = await client.mutation(DeleteEmptyModelDocument, { id: model.id }).toPromise()
  if (gone.data) madeModels.delete(model.id)
}

function noAnswer(): Error {
  return new Error('The server did not answer.')
}

/** Settings of a run that was trained elsewhere: its width and, if known, the others. */
export function importedOptions(catalogue: Catalogue, texts: Texts): Option[] {
  const names = { widths: 'width', seeds: 'seed', weightDecays: 'weightDecay' } as const
  return sweepSettings(catalogue, texts)
    .filter(({ name }) => name in names)
    .map((option) => ({
      ...toSingle(option, names[option.name as keyof typeof names]),
      default: undefined,
      isNeeded: option.name === 'widths',
    }))
}

/**
 * The same words make the same run: files of further epochs, and a second attempt, go to the one there is. `again` tells
 * runs of the same words apart.
 */
export function toClientKey(
  modelId: string,
  { width, seed, weightDecay }: Readonly<Record<string, unknown>>,
  again = 0,
): string {
  return ['import', modelId, width, seed ?? '-', weightDecay ?? '-', ...(again > 0 ? [again] : [])].join('/')
}
