import type { Generated } from 'kysely'
import type { Defaulted, Stamp } from './column-types.ts'

/**
 * Accounts. Better Auth writes most of the following four tables; only columns that our queries use are
 * listed.
 */
export interface AuthUserTable {
  id: string
  name: string
  email: string
  emailVerified: boolean
  createdAt: Stamp
  updatedAt: Stamp
  siteAdmin: Generated<boolean>
  disabledAt: Date | null
}

export interface AuthSessionTable {
  id: string
  userId: string
  expiresAt: Date
}

export interface AuthAccountTable {
  id: string
  accountId: string
  providerId: string
  userId: string
  password: string | null
  updatedAt: Date
}

export interface ApiTokenTable {
  id: string
  /** Id of the user. */
  referenceId: string
  name: string | null
  /** First characters of the token. */
  start: string | null
  /** Hash of the token. */
  key: string
  enabled: boolean | null
  /** Permissions as JSON: { lab: [scope] }. */
  permissions: string | null
  lastRequest: Date | null
  expiresAt: Date | null
  createdAt: Date
}

export interface AccountInvitationTable {
  id: string
  tokenHash: string
  /** Email address of the invited person; null if the person chooses it. */
  email: string | null
  /** Id of the user whose password the link sets; null if it creates an account. */
  userId: string | null
  siteAdmin: Generated<boolean>
  projects: Defaulted<{ projectId: string; role: 'viewer' | 'editor' | 'admin' }[]>
  createdBy: string | null
  createdAt: Stamp
  expiresAt: Date
  usedAt: Date | null
}

export interface SignInAttemptTable {
  /** Subject of the count: "account HASH", "address ADDRESS" or "known HASH ADDRESS". */
  key: string
  /** Failures since the last success, or since they were forgotten. */
  failures: number
  lastAt: Date
  /** Time from which another attempt is admitted. */
  openAt: Date
}

/** Addresses where a user signed in. */
export interface SignInAddressTable {
  userId: string
  address: string
  seenAt: Stamp
}
