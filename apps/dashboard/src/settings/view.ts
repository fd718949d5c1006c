import { parseAsString } from 'nuqs'

/** View of the settings page, kept in the address. */
export const settingsParsers = {
  /** Id of the project whose members are shown; the first project when null. */
  project: parseAsString,
  /** Action whose entries of the audit trail are shown; all when empty. */
  action: parseAsString.withDefault(''),
  /** Id of the project whose entries of the audit trail are shown; all when empty. */
  of: parseAsString.withDefault(''),
  /**
   * Cursor of the entry behind which the shown part of the audit trail begins; its first entry when null.
   */
  after: parseAsString,
}
