import type { Actor, Role } from '../access/actor.ts'
import { requireRole } from '../access/authorize.ts'
import { requireSession } from '../access/require-session.ts'
import { parseEmail } from '../accounts/parse-email.ts'
import { LabError } from '../../platform/errors/lab-error.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { changeMembers } from './change-members.ts'
import { selectMember } from './find-members.ts'
import type { Member } from './member.ts'

export interface AddMemberInput {
  readonly projectId: string
  readonly email: string
  readonly role: Role
}

/** Adds an account to a project. Throws CONFLICT if it is a member already, FORBIDDEN for API tokens. */
export async function addMember(lab: Lab, actor: Actor, input: AddMemberInput): Promise<Member> {
  const { projectId, role } = input
  // Before anything is said about accounts.
  if (!(actor.siteAdmin && actor.scope === 'admin')) requireRole(actor, projectId, 'admin')
  requireSession(actor, 'add members')
  const email = parseEmail(input.email)
  const user = await lab.db.selectFrom('authUser').select('id').where('email', '=', email).executeTakeFirst()
  if (!user) {
    throw new LabError('NOT_FOUND', `${email} has no account. An administrator can invite them.`)
  }
  const change = { action: 'addMember', projectId, userId: user.id, detail: { role } } as const
  return changeMembers(lab, actor, change, async (db, roles) => {
    if (roles.has(user.id)) {
      throw new LabError(
        'CONFLICT',
        `${email} is ${roles.get(user.id)} here already. Use setRole to change that.`,
      )
    }
    await db.insertInto('projectMember').values({ projectId, userId: user.id, role }).execute()
    return selectMember(db, projectId, user.id)
  })
}
