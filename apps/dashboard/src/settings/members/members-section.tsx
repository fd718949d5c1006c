import { ProjectMembersDocument } from '@mitoscope/schema/documents'
import { useQueryState } from 'nuqs'
import { useId } from 'react'
import { useQuery } from 'urql'
import { QueryBoundary } from '../../ui/query-boundary.tsx'
import { Members } from './members.tsx'
import { settingsParsers } from '../view.ts'
import type { Viewer } from '../viewer.ts'

/** Members and roles of each project. */
export function MembersSection({ viewer }: { readonly viewer: Viewer }) {
  const id = useId()
  const [chosen, choose] = useQueryState('project', settingsParsers.project)
  const isLocal = viewer.mode === 'LOCAL'
  const [state, ask] = useQuery({ query: ProjectMembersDocument, pause: isLocal })
  const refetch = () => ask({ requestPolicy: 'network-only' })
  return (
    <section aria-labelledby="members">
      <h2 id="members">Members and roles</h2>
      {isLocal ? (
        <p className="quiet">Only a shared lab has accounts and members. Here you have full access.</p>
      ) : (
        <QueryBoundary state={state} retry={refetch}>
          {({ projects: { nodes } }) => {
            const project = nodes.find((each) => each.id === chosen) ?? nodes[0]
            if (!project)
              return (
                <p className="card">
                  You are not a member of any project yet. Ask an administrator or the admin of a project to
                  add you.
                </p>
              )
            return (
              <>
                <p className="actions">
                  <label htmlFor={id}>Project</label>
                  <select id={id} value={project.id} onChange={({ target }) => void choose(target.value)}>
                    {nodes.map((each) => (
                      <option key={each.id} value={each.id}>
                        {each.name}
                      </option>
                    ))}
                  </select>
                </p>
                {project.description !== '' && <p className="quiet">{project.description}</p>}
                <Members key={project.id} project={project} viewer={viewer} refetch={refetch} />
              </>
            )
          }}
        </QueryBoundary>
      )}
    </section>
  )
}
