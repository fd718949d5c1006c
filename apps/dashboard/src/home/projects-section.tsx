'use client'
import { RestoreProjectDocument, type HomeProjectsQuery } from '@mitoscope/schema/documents'
import { useMutation, type UseQueryState } from 'urql'
import { formatNumber, formatTime } from '../format/format.ts'
import { QueryBoundary, Problem } from '../ui/query-boundary.tsx'
import { NewProject } from './project-fields.tsx'
import { ProjectCard } from './project-card.tsx'

interface ProjectsSectionProps {
  readonly state: UseQueryState<HomeProjectsQuery>
  readonly refetch: () => void
}

/** The projects that one sees; those who may make, change and delete them here. */
export function ProjectsSection({ state, refetch }: ProjectsSectionProps) {
  return (
    <section aria-labelledby="projects">
      <h2 id="projects">Projects</h2>
      <QueryBoundary state={state} retry={refetch}>
        {({ viewer, projects, deleted }) => {
          const isAdministrator = viewer.siteAdmin && viewer.scope === 'ADMIN'
          return (
            <>
              {projects.nodes.length === 0 && (
                <p className="card">
                  {isAdministrator
                    ? 'There are no projects yet. Create the first one.'
                    : 'You are not a member of any project yet. Ask an administrator or the admin of a project to add you.'}
                </p>
              )}
              <ul className="home-projects">
                {projects.nodes.map((project) => (
                  <ProjectCard key={project.id} project={project} isAdministrator={isAdministrator} />
                ))}
              </ul>
              {projects.totalCount > projects.nodes.length && (
                <p className="quiet">
                  The first {projects.nodes.length} of {formatNumber(projects.totalCount)}; find the others
                  with Ctrl K.
                </p>
              )}
              {isAdministrator ? (
                <NewProject />
              ) : (
                <p className="quiet">Only administrators of the lab can create projects.</p>
              )}
              <DeletedProjects projects={deleted.nodes} isAdministrator={isAdministrator} />
            </>
          )
        }}
      </QueryBoundary>
    </section>
  )
}

interface DeletedProjectsProps {
  readonly projects: HomeProjectsQuery['deleted']['nodes']
  readonly isAdministrator: boolean
}

/** Lists the projects that were deleted and are not purged yet, with a way to restore them. */
function DeletedProjects({ projects, isAdministrator }: DeletedProjectsProps) {
  const [{ error, fetching }, restore] = useMutation(RestoreProjectDocument)
  if (projects.length === 0) return null
  return (
    <details>
      <summary>
        {projects.length} deleted {projects.length === 1 ? 'project' : 'projects'}
      </summary>
      {error && !fetching && <Problem error={error} />}
      <ul className="plain-list">
        {projects.map(({ id, name, deletedAt, viewerRole }) => {
          const mayRestore = isAdministrator || viewerRole === 'ADMIN'
          return (
            <li key={id} className="actions">
              <span>
                {name} <span className="quiet">deleted {formatTime(deletedAt)}</span>
              </span>
              <button type="button" disabled={fetching || !mayRestore} onClick={() => void restore({ id })}>
                Restore<span className="hidden"> {name}</span>
              </button>
              {!mayRestore && <span className="quiet">Only admins of the project can restore it.</span>}
            </li>
          )
        })}
      </ul>
    </details>
  )
}
