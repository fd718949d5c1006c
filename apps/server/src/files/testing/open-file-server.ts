import { createModel, createProject, createRun, localActor, type Lab, type TrainingRun } from '@mitoscope/lab'
import { startServer, type ServerOptions } from '../../start-server.ts'
import { toGlobalId } from '../../graphql/global-id.ts'
import type { RepresentationFile } from './write-representation.ts'

export interface FileServer {
  readonly url: string
  readonly run: TrainingRun
  /** Returns the data of an operation; throws its first error. */
  ask(query: string, variables?: object): Promise<Record<string, any>>
  /** Calls createUpload with a file for the run. */
  announce(file: RepresentationFile, more?: object): Promise<Record<string, any>>
  close(): Promise<void>
}

const announcement = `mutation ($input: CreateUploadInput!) { createUpload(input: $input) {
  uploadUrl expiresAt upload { id state receivedBytes } representation { id hash }
} }`

/** Starts a server on the lab, in local mode, with a run of width 8. */
export async function openFileServer(
  lab: Lab,
  name = 'files',
  options: Partial<ServerOptions> = {},
): Promise<FileServer> {
  const server = await startServer(lab, { port: 0, drainLimit: 100, ...options })
  const { id: projectId } = await createProject(lab, localActor, { name })
  const model = { projectId, name, architecture: 'mlp', dataset: 'mnist' }
  const { id: modelId } = await createModel(lab, localActor, model)
  const run = await createRun(lab, localActor, { modelId, width: 8 })
  const ask = async (query: string, variables: object = {}) => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    })
    const { data, errors } = (await response.json()) as { data: Record<string, any>; errors?: object[] }
    if (errors) throw Object.assign(new Error(JSON.stringify(errors[0])), errors[0])
    return data
  }
  return {
    url: server.url,
    run,
    ask,
    async announce({ bytes, sha256 }, more = {}) {
      const file = { fileName: 'w8.safetensors', bytes: bytes.length, sha256 }
      const input = { runId: toGlobalId('TrainingRun', run.id), ...file, ...more }
      return (await ask(announcement, { input })).createUpload
    },
    close: () => server.close(),
  }
}
