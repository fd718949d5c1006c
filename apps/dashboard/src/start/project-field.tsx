import { useId } from 'react'
import type { Catalogue } from './fields/option.ts'

type Project = Catalogue['projects']['nodes'][number]

/** The chosen project, or the first that one may write to. */
export function chooseProject(projects: readonly Project[], id: string | null): Project | undefined {
  return projects.find((project) => project.id === id) ?? projects.find(mayWrite) ?? projects[0]
}

/** Explains why nothing can be started in a project, with the next step; undefined when it can. */
export function rejectProject(project: Project | undefined, viewer: Catalogue['viewer']): string | undefined {
  if (project && mayWrite(project)) return undefined
  if (mayMakeProject(viewer)) return 'Create a project first, with the form above.'
  if (!project) return 'You are not a member of any project. Ask an administrator to add you to one.'
  if (viewer.scope === 'READ')
    return `Your sign-in allows reading only, so you cannot start anything in ${project.name}.`
  return `You are a viewer of ${project.name}. Ask an admin of the project to make you an editor.`
}

export function mayWrite({ viewerRole }: Project): boolean {
  return viewerRole === 'ADMIN' || viewerRole === 'EDITOR'
}

/** True for those whom the server lets make projects. */
export function mayMakeProject({ siteAdmin, scope }: Catalogue['viewer']): boolean {
  return siteAdmin && scope === 'ADMIN'
}

interface ProjectFieldProps {
  readonly projects: readonly Project[]
  readonly project: Project | undefined
  readonly onChange: (id: string) => void
}

/** Choice of the project. */
export function ProjectField({ projects, project, onChange }: ProjectFieldProps) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>Project</label>
      <select id={id} value={project?.id ?? ''} onChange={({ target }) => onChange(target.value)}>
        {projects.length === 0 && <option value="">none</option>}
        {projects.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}
            {mayWrite(each) ? '' : ' (you may only read it)'}
          </option>
        ))}
      </select>
      <p className="quiet">Members of the project see what you start.</p>
    </div>
  )
}
