import type { Selectable } from 'kysely'
import type { ModelTable } from '../database/tables.ts'

/** An architecture trained on a dataset with a recipe: everything but width and seed. */
export type Model = Selectable<ModelTable>
