import {
  AddMemberDocument,
  InviteUserDocument,
  RemoveMemberDocument,
  SetRoleDocument,
  type ProjectMembersQuery,
} from '@mitoscope/schema/documents'
import { useMutation } from 'urql'
import { Problem } from '../../ui/query-boundary.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { formatTime } from '../../format/format.ts'
import { AddMemberForm } from './add-member-form.tsx'
import { MemberTable } from './member-table.tsx'
import type { Viewer } from '../viewer.ts'

interface MembersProps {
  readonly project: ProjectMembersQuery['projects']['nodes'][number]
  readonly viewer: Viewer
  readonly refetch: () => void
}

/** The members of a project; its admins and the lab's administrators can change them. */
export function Members({ project, viewer, refetch }: MembersProps) {
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
