import { ModelsOfProjectDocument } from '@mitoscope/schema/documents'
import { useQuery } from 'urql'

/** The models that a project has. */
export function useModels(projectId: string | undefined) {
  const [{ data }] = useQuery({
    query: ModelsOfProjectDocument,
    variables: { id: projectId ?? '' },
    pause: projectId === undefined,
  })
  return data?.project?.models.nodes ?? []
}

interface Model {
  readonly name: string
  readonly architecture: string
  readonly dataset: string
}

/**
 * Returns the reason why runs with these settings cannot belong to the model of this name; undefined if they
 * can, or if there is no such model yet.
 */
export function rejectModel(
  models: readonly Model[],
  name: string,
  { architecture, dataset }: Readonly<Record<string, unknown>>,
): string | undefined {
  const model = models.find((each) => each.name.toLowerCase() === name.trim().toLowerCase())
  if (!model || (model.architecture === architecture && model.dataset === dataset)) return undefined
  return (
    `The model “${model.name}” is ${model.architecture} on ${model.dataset}, ` +
    `not ${String(architecture)} on ${String(dataset)}: choose another name for the model.`
  )
}
