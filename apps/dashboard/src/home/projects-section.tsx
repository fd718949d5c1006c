'use client'
import { formatNumber } from '../format/format.ts'
import type { HomeProjectsQuery } from '@mitoscope/schema/documents'
import type { UseQueryState } from 'urql'
import { QueryBoundary } from '../ui/query-boundary.tsx'
import { DeletedProjects } from './deleted-projects.tsx'
import { NewProject } from './new-project.tsx'
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
