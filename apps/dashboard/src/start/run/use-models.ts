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
