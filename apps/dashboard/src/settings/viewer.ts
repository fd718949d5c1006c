import type { AccountQuery, Role, TokenScope } from '@mitoscope/schema/documents'

export type Viewer = AccountQuery['viewer']

/** Description of each token scope. */
export const scopes: Readonly<Record<TokenScope, string>> = {
  READ: 'read',
  WRITE: 'read and write runs, metrics, sweeps and analyses',
  ADMIN: 'everything that its owner may do',
}

/** Description of each role. */
export const roles: Readonly<Record<Role, string>> = {
  VIEWER: 'viewer: reads',
  EDITOR: 'editor: also writes runs, metrics, sweeps and analyses',
  ADMIN: 'admin: also manages members and deletes permanently',
}

export const roleNames = Object.keys(roles) as Role[]
export const scopeNames = Object.keys(scopes) as TokenScope[]
