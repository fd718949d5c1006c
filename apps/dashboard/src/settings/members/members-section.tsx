import {
  ProjectMembersDocument,
  AddMemberDocument,
  InviteUserDocument,
  RemoveMemberDocument,
  SetRoleDocument,
  type ProjectMembersQuery,
} from '@mitoscope/schema/documents'
import { useQueryState } from 'nuqs'
import { useId } from 'react'
import { useQuery, useMutation } from 'urql'
import { QueryBoundary, Problem } from '../../ui/query-boundary.tsx'
import { settingsParsers } from '../view.ts'
import type { Viewer } from '../viewer.ts'
import { CopyText } from '../../ui/copy-text.tsx'
import { formatTime } from '../../format/format.ts'
import { AddMemberForm } from './add-member-form.tsx'
import { MemberTable } from './member-table.tsx'

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

interface MembersProps {
  readonly project: ProjectMembersQuery['projects']['nodes'][number]
  readonly viewer: Viewer
  readonly refetch: () => void
}

/** The members of a project; its admins and the lab's administrators can change them. */
function Members({ project, viewer, refetch }: MembersProps) {
  const { id: projectId, name, members, viewerRole } = project
  const [added, add] = useMutation(AddMemberDocument)
  const [changed, setRole] = useMutation(SetRoleDocument)
  const [removed, remove] = useMutation(RemoveMemberDocument)
  const [invited, invite] = useMutation(InviteUserDocument)
  const isAdministrator = viewer.siteAdmin && viewer.scope === 'ADMIN'
  const mayChange = isAdministrator || viewerRole === 'ADMIN'
  const states = [added, changed, removed, invited]
  const busy = states.some(({ fetching }) => fetching)
  const error = states.find((state) => state.error)?.error
  return (
    <>
      {!mayChange && (
        <p className="quiet">
          Your role here is {viewerRole?.toLowerCase() ?? 'none'}: only admins of the project can add, change
          or remove members.
        </p>
      )}
      <MemberTable
        members={members}
        project={name}
        busy={busy || !mayChange}
        self={viewer.user?.id}
        onRole={(userId, role) => void setRole({ input: { projectId, userId, role } }).then(refetch)}
        onRemove={(userId) => void remove({ input: { projectId, userId } }).then(refetch)}
      />
      {error && <Problem error={error} />}
      {mayChange && (
        <AddMemberForm
          busy={busy}
          mayInvite={isAdministrator}
          onAdd={(email, role) => void add({ input: { projectId, email, role } }).then(refetch)}
          onInvite={(email, role) => void invite({ input: { email, projects: [{ projectId, role }] } })}
        />
      )}
      {invited.data && (
        <div className="card">
          <p role="status">
            ✓ Send this link to the new member yourself: the lab sends no e-mail. It creates one account, is
            valid until {formatTime(invited.data.inviteUser.expiresAt)}, and is shown only once.
          </p>
          <CopyText what="the link" text={invited.data.inviteUser.link} />
        </div>
      )}
    </>
  )
}
