import type { Selectable } from 'kysely'
import type { User } from '../accounts/user.ts'
import type { ProjectMemberTable } from '../../platform/database/tables.ts'

/** Role of a user in a project. */
export interface Member extends Selectable<ProjectMemberTable> {
  readonly user: User
}
