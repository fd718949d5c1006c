import type { Selectable } from 'kysely'
import type { UploadTable } from '../database/tables.ts'

/** A representation's file on its way in: announced, sent in pieces, checked, kept or refused. */
export type Upload = Selectable<UploadTable>
