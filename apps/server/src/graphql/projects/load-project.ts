import { findProjects } from '@mitoscope/lab'
import type { Context } from '../context.ts'
import { loadOne } from '../loaders.ts'
import { Project } from './project.type.ts'

/** Loads a project by its record id, in a batch with others of the request. */
export async function loadProject(context: Context, id: string): Promise<Project | undefined> {
  const record = await loadOne(context, fetchProjects, id)
  return record && new Project(record)
}

function fetchProjects({ lab, actor }: Context, ids: readonly string[]) {
  return findProjects(lab, actor, ids)
}
