import type { Lab, MintToken } from '@mitoscope/lab'
import { LabError } from '@mitoscope/lab'

/** What commands about accounts need of the server that is asked. */
export interface TeamAccounts {
  /** Address of a page of the lab, as one-time links carry it. */
  link(path: string): string
  readonly mint: MintToken
}

const teams = new WeakMap<Lab['db'], TeamAccounts>()

/** Says that a lab is served with accounts. */
export function registerTeam(lab: Lab, accounts: TeamAccounts): void {
  teams.set(lab.db, accounts)
}

/** The lab's accounts; undefined in local mode. */
export function findTeam(lab: Lab): TeamAccounts | undefined {
  return teams.get(lab.db)
}

/** The lab's accounts. Throws FORBIDDEN in local mode. */
export function requireTeam(lab: Lab): TeamAccounts {
  const accounts = findTeam(lab)
  if (accounts) return accounts
  throw new LabError('FORBIDDEN', 'A lab without sign-in has no accounts. Serve it with --team to make some.')
}
