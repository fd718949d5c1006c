import { LabError, type ExportRequest } from '@mitoscope/lab'
import { parseId } from '../graphql/global-id.ts'

const known = ['run', 'project', 'metric']

/** Parses the runs, project and metrics of a URL's query. Throws BAD_USER_INPUT for unknown parameters. */
export function parseExportRequest(query: Readonly<Record<string, unknown>>): ExportRequest {
  const stranger = Object.keys(query).find((name) => !known.includes(name))
  if (stranger !== undefined)
    throw refuse(`"${stranger.slice(0, 100)}" is not a parameter of the export. Use run, project or metric`)
  const read = (name: string) => [query[name] ?? []].flat() as string[]
  const [projects, names] = [read('project'), read('metric')]
  const runIds = read('run').map((id) => requireId('TrainingRun', 'run', id))
  if (projects.length > 1) throw refuse(`project is given ${projects.length} times. Give it once`)
  const [projectId] = projects.map((id) => requireId('Project', 'project', id))
  if (runIds.length === 0 && projectId === undefined)
    throw refuse(
      'Neither run nor project is given. Give ids of runs as run=ID&run=ID, or the id of a project as project=ID',
    )
  if (names.includes(''))
    throw refuse('metric is empty. Give the name of a metric, or omit the parameter for all metrics')
  return { runIds, projectId, names: names.length > 0 ? names : undefined }
}

function requireId(type: string, name: string, given: string): string {
  const id = parseId(type, given)
  if (id !== undefined) return id
  throw refuse(
    `${name}: "${given.slice(0, 100)}" is not the id of a ${name}. Give a global id as the API returned it`,
  )
}

function refuse(message: string): LabError {
  return new LabError('BAD_USER_INPUT', `${message}.`)
}
