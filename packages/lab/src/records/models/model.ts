import type { Selectable } from 'kysely'
import type { ModelTable } from '../../platform/database/tables.ts'

/** Architecture trained on a dataset with a recipe: all settings except width and seed. */
export type Model = Selectable<ModelTable>
