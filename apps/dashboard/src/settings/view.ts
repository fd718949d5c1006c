import { parseAsString } from 'nuqs'

/** View of the settings page, kept in the address. */
export const settingsParsers = {
  /** Whose members are shown. */
  project: parseAsString,
  /** Of the audit trail: this mutation only … */
  action: parseAsString.withDefault(''),
  /** … of this project only … */
  of: parseAsString.withDefault(''),
  /** … from behind this entry. */
  after: parseAsString,
}
