import type { Lab } from '../../platform/lab/lab.ts'

/** Explains, to the sender of a whole token, why it is not accepted; takes the token's hash. */
export async function explainToken(lab: Lab, hash: string): Promise<string> {
  const found = await lab.db
    .selectFrom('apiToken')
    .innerJoin('authUser', 'authUser.id', 'apiToken.referenceId')
    .select(['apiToken.expiresAt', 'authUser.disabledAt'])
    .where('apiToken.key', '=', hash)
    .executeTakeFirst()
  if (found?.expiresAt && found.expiresAt.getTime() <= Date.now())
    return `This API token expired on ${found.expiresAt.toISOString().slice(0, 10)}.`
  if (found?.disabledAt) return 'The account of this API token is disabled. Ask an administrator of the lab.'
  return 'This API token is not valid: it was revoked, or is not one of this lab.'
}
