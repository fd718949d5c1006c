import type { TrackedRun, TrackedState } from '../tracked-run.ts'

const states: Readonly<Record<string, TrackedState>> = { 1: 'running', RUNNING: 'running', 2: 'running', SCHEDULED: 'running', 3: 'finished', FINISHED: 'finished', 4: 'failed', FAILED: 'failed', 5: 'failed', KILLED: 'failed' } // prettier-ignore

/** Returns the state of a run of MLflow by its number in files, or its name in databases. */
export function mlflowState(status: unknown): TrackedState {
  return states[String(status)] ?? 'unknown'
}

/** Returns the parent, the notes and the own tags of a run of MLflow, whose tags begin with "mlflow." for the rest. */
export function describeTags(
  tags: ReadonlyMap<string, string>,
): Pick<TrackedRun, 'parent' | 'notes' | 'tags'> {
  return {
    parent: tags.get('mlflow.parentRunId'),
    notes: tags.get('mlflow.note.content'),
    tags: [...tags].flatMap(([name, value]) => (name.startsWith('mlflow.') ? [] : [`${name}=${value}`])),
  }
}

/** Returns the seconds of a time in milliseconds; undefined for none. */
export function toSeconds(time: unknown): number | undefined {
  return typeof time === 'number' && Number.isFinite(time) ? time / 1000 : undefined
}
