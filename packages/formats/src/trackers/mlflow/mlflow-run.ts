import type { TrackedRun, TrackedState } from '../tracked-run.ts'

const states: Readonly<Record<string, TrackedState>> = { 1: 'running', RUNNING: 'running', 2: 'running', SCHEDULED: 'running', 3: 'finished', FINISHED: 'finished', 4: 'failed', FAILED: 'failed', 5: 'failed', KILLED: 'failed' } // prettier-ignore

/** Returns the state of a run of MLflow by its number in files, or its name in databases. */
export function mlflowState(status: unknown): TrackedState {
  return states[String(status)] ?? 'unknown'
}

/** Returns the environment, the parent, the notes and the own tags of a run of MLflow, whose tags begin with "mlflow." for the rest. */
export function describeTags(
  tags: ReadonlyMap<string, string>,
): Pick<TrackedRun, 'environment' | 'parent' | 'notes' | 'tags'> {
  return {
    environment: describeEnvironment(tags),
    parent: tags.get('mlflow.parentRunId'),
    notes: tags.get('mlflow.note.content'),
    tags: [...tags].flatMap(([name, value]) => (name.startsWith('mlflow.') ? [] : [`${name}=${value}`])),
  }
}

/** Returns what the tags say of the environment; undefined if they say nothing. */
function describeEnvironment(tags: ReadonlyMap<string, string>): TrackedRun['environment'] {
  const of = (names: Readonly<Record<string, string>>) => {
    const found = Object.entries(names).flatMap(([name, tag]) =>
      tags.has(tag) ? [[name, tags.get(tag)]] : [],
    )
    return found.length > 0 ? (Object.fromEntries(found) as Readonly<Record<string, string>>) : undefined
  }
  const git = of({
    commit: 'mlflow.source.git.commit',
    branch: 'mlflow.source.git.branch',
    remote: 'mlflow.source.git.repoURL',
  })
  const command = of({ line: 'mlflow.source.name' })
  const user = tags.get('mlflow.user')
  const found = { ...(git && { git }), ...(command && { command }), ...(user !== undefined && { user }) }
  return Object.keys(found).length > 0 ? found : undefined
}

/** Returns the seconds of a time in milliseconds; undefined for none. */
export function toSeconds(time: unknown): number | undefined {
  return typeof time === 'number' && Number.isFinite(time) ? time / 1000 : undefined
}
