import type { Selectable } from 'kysely'
import type { UploadTable } from '../database/tables.ts'

/** File of a representation during its upload: declared, sent in pieces, validated, then stored or rejected. */
export type Upload = Selectable<UploadTable>
