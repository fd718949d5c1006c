import type { Actor, Role } from '../access/actor.ts'
import { recordAudit } from '../access/record-audit.ts'
import { requireSession } from '../access/require-session.ts'
import { badInput, LabError } from '../../platform/errors/lab-error.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { validateName } from '../../platform/rows/text-fields.ts'
import type { ApiToken } from './api-token.ts'
import { findTokens } from './find-tokens.ts'

export interface CreateTokenInput {
  readonly name: string
  /** Highest role that the token can exercise. */
  readonly scope: Role
  readonly days?: number | null
}

export interface NewToken {
  readonly userId: string
  readonly name: string
  readonly scope: Role
  readonly days: number
}

/** Creates, hashes and stores a token: the part of the sign-in library. */
export type MintToken = (token: NewToken) => Promise<{ readonly id: string; readonly token: string }>

const defaultDays = 90
const maxDays = 366

/**
 * Creates a personal token of the signed-in actor. Throws FORBIDDEN for API tokens, and for a lab without
 * accounts. Only this call returns the token itself.
 */
export async function createToken(
  lab: Lab,
  actor: Actor,
  input: CreateTokenInput,
  mint: MintToken,
): Promise<{ readonly token: string; readonly apiToken: ApiToken }> {
  const { userId } = actor
  if (userId === null) {
    throw new LabError(
      'FORBIDDEN',
      'Tokens belong to accounts: a lab without sign-in needs none. Serve it with --team.',
    )
  }
  requireSession(actor, 'make API tokens')
  const days = input.days ?? defaultDays
  if (!(days >= 1 && days <= maxDays)) {
    throw badInput('days', `${days} is out of range`, `Give 1 to ${maxDays}`)
  }
  const { id, token } = await mint({
    userId,
    name: validateName('name', input.name),
    scope: input.scope,
    days,
  })
  try {
    await recordAudit(lab.db, actor, {
      action: 'createApiToken',
      subject: `token ${id}`,
      detail: { name: input.name, scope: input.scope, days },
    })
  } catch (error) {
    // Nobody has seen it yet: what is not in the audit trail does not exist.
    await lab.db.deleteFrom('apiToken').where('id', '=', id).execute()
    throw error
  }
  const apiToken = (await findTokens(lab, actor, [id])).get(id)
  if (!apiToken) throw new Error(`The token ${id} was not kept`)
  return { token, apiToken }
}
