import type { Actor, Role } from '../access/actor.ts'
import { requireSiteAdmin } from '../access/authorize.ts'
import { recordAudit } from '../access/record-audit.ts'
import { requireSession } from '../access/require-session.ts'
import { LabError, notFound } from '../../platform/errors/lab-error.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { addInvitation } from './invitation.ts'
import { parseEmail } from './parse-email.ts'

export interface InviteUserInput {
  readonly email: string
  readonly siteAdmin?: boolean | null
  /** Roles in projects that the account receives. */
  readonly projects?: readonly { readonly projectId: string; readonly role: Role }[] | null
}

const hours = 7 * 24

/**
 * Creates a one-time link for a new account. Invalidates an earlier link for the same address. Throws
 * CONFLICT if the address has an account, NOT_FOUND for an unknown project, FORBIDDEN for API tokens.
 */
export async function inviteUser(lab: Lab, actor: Actor, input: InviteUserInput) {
  requireSiteAdmin(actor)
  requireSession(actor, 'invite people')
  const email = parseEmail(input.email)
  const projects = [...(input.projects ?? [])]
  return lab.db.transaction().execute(async (db) => {
    const known = await db.selectFrom('authUser').select('id').where('email', '=', email).executeTakeFirst()
    if (known) {
      throw new LabError('CONFLICT', `${email} has an account. Add it to a project, or reset its password.`)
    }
    for (const { projectId } of projects) {
      const project = await db
        .selectFrom('project')
        .select('id')
        .where('id', '=', projectId)
        .where('deletedAt', 'is', null)
        .executeTakeFirst()
      if (!project) throw notFound('project', projectId)
    }
    await db.deleteFrom('accountInvitation').where('email', '=', email).where('usedAt', 'is', null).execute()
    const made = await addInvitation(db, {
      email,
      siteAdmin: input.siteAdmin ?? false,
      projects,
      createdBy: actor.userId,
      hours,
    })
    await recordAudit(db, actor, {
      action: 'inviteUser',
      subject: `user ${email}`,
      detail: { siteAdmin: made.invitation.siteAdmin, projects },
    })
    return made
  })
}
