import type { AboutQuery } from '@mitoscope/schema/documents'
import { formatSeconds, formatTime } from '../format/format.ts'

const databases: Readonly<Record<AboutQuery['server']['database'], string>> = {
  PGLITE: 'PGlite, embedded in the server',
  POSTGRESQL: 'PostgreSQL',
}
const places: Readonly<Record<AboutQuery['server']['files'], string>> = {
  FOLDER: 'in the lab’s data folder',
  BUCKET: 'in an object storage (S3)',
}

/** The server's version and what it stands on. */
export function ServerFacts({ server }: { readonly server: AboutQuery['server'] }) {
  const { version, database, databaseSchema, files, node, startedAt } = server
  const seconds = (Date.now() - new Date(startedAt).getTime()) / 1000
  return (
    <dl className="facts">
      <dt>Mitoscope</dt>
      <dd>{version}</dd>
      <dt>Runs since</dt>
      <dd>
        {formatTime(startedAt)} <span className="quiet">({formatSeconds(seconds)})</span>
      </dd>
      <dt>Database</dt>
      <dd>
        {databases[database]}, tables as of <code>{databaseSchema}</code>
      </dd>
      <dt>Files</dt>
      <dd>{places[files]}</dd>
      <dt>Node.js</dt>
      <dd>{node}</dd>
    </dl>
  )
}
