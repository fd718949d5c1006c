import type { Lab, MintToken } from '@mitoscope/lab'
import { LabError } from '@mitoscope/lab'

/** Facts about the running server that account commands need. */
export interface TeamAccounts {
  /** Returns the address of a page of the lab, as used in one-time links. */
  link(path: string): string
  readonly mint: MintToken
}

const teams = new WeakMap<Lab['db'], TeamAccounts>()

/** Registers that a lab is served with accounts. */
export function registerTeam(lab: Lab, accounts: TeamAccounts): void {
  teams.set(lab.db, accounts)
}

/** Returns the lab's accounts; undefined in local mode. */
export function findTeam(lab: Lab): TeamAccounts | undefined {
  return teams.get(lab.db)
}

/** Returns the lab's accounts. Throws FORBIDDEN in local mode. */
export function requireTeam(lab: Lab): TeamAccounts {
  const accounts = findTeam(lab)
  if (accounts) return accounts
  throw new LabError(
    'FORBIDDEN',
    'A lab without sign-in has no accounts. Serve it with --team to have accounts.',
  )
}
