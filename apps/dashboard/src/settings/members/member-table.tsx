import type { ProjectMembersQuery, Role } from '@mitoscope/schema/documents'
import { formatTime } from '../../format/format.ts'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import { ConfirmButton } from '../confirm-button.tsx'
import { roleNames, roles } from '../viewer.ts'

interface MemberTableProps {
  readonly members: ProjectMembersQuery['projects']['nodes'][number]['members']
  readonly project: string
  readonly busy: boolean
  /** The reader's own account. */
  readonly self?: string
  readonly onRole: (userId: string, role: Role) => void
  readonly onRemove: (userId: string) => void
}

/** Table of the members of a project with their roles. */
export function MemberTable({ members, project, busy, self, onRole, onRemove }: MemberTableProps) {
  if (members.length === 0)
    return <p className="card">The project has no members yet. Administrators can see it.</p>
  return (
    <ScrollRegion label={`Members of ${project}`}>
      <table className="wide">
        <caption className="hidden">Members of {project}</caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Address</th>
            <th scope="col">Role</th>
            <th scope="col">Since</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {members.map(({ user, role, since }) => (
            <tr key={user.id}>
              <th scope="row">
                {user.name}
                {user.id === self && ' (you)'}
                {user.disabled && <span className="quiet"> (account closed)</span>}
              </th>
              <td>{user.email}</td>
              <td>
                <select
                  aria-label={`Role of ${user.name}`}
                  value={role}
                  disabled={busy}
                  onChange={({ target }) => onRole(user.id, target.value as Role)}
                >
                  {roleNames.map((each) => (
                    <option key={each} value={each} title={roles[each]}>
                      {each.toLowerCase()}
                    </option>
                  ))}
                </select>
              </td>
              <td>{formatTime(since)}</td>
              <td>
                <ConfirmButton
                  label="Remove"
                  of={user.name}
                  question={
                    user.id === self
                      ? 'You will no longer see the project.'
                      : 'They will no longer see the project.'
                  }
                  disabled={busy}
                  onConfirm={() => onRemove(user.id)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
