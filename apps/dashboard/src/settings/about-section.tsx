import { AboutDocument, type AboutQuery } from '@mitoscope/schema/documents'
import { useQuery } from 'urql'
import { QueryBoundary } from '../ui/query-boundary.tsx'
import { countOf, formatTime, formatSeconds } from '../format/format.ts'
import { ScrollRegion } from '../ui/scroll-region.tsx'

/**
 * Facts on the lab: its server and devices with their versions and backends, its catalogues, and how much is
 * in it.
 */
export function AboutSection() {
  const [state, ask] = useQuery({ query: AboutDocument })
  return (
    <section aria-labelledby="about">
      <h2 id="about">About this lab</h2>
      <QueryBoundary state={state} retry={() => ask({ requestPolicy: 'network-only' })}>
        {({ server, workers, runs, sweeps, analyses, datasets, architectures, measures }) => (
          <>
            <ServerFacts server={server} />
            {workers.nodes.length === 0 ? (
              <p className="card">
                No device is connected now. Start <code>npm run -s mitoscope -- worker</code>, or{' '}
                <code>npm run -s mitoscope -- serve</code> without <code>--no-worker</code>.
              </p>
            ) : (
              <ScrollRegion label="Devices">
                <table className="wide">
                  <caption>Devices that compute for this lab</caption>
                  <thead>
                    <tr>
                      {['Device', 'Machine', 'Mitoscope', 'Backend', 'Running since'].map((title) => (
                        <th scope="col" key={title}>
                          {title}
                        </th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {workers.nodes.map(({ id, device, host, process, version, backend, startedAt }) => (
                      <tr key={id}>
                        <th scope="row">{device}</th>
                        <td>
                          {host} <span className="quiet">process {process}</span>
                        </td>
                        <td>
                          {version}
                          {version !== server.version && (
                            <span className="quiet"> differs from the server: restart it</span>
                          )}
                        </td>
                        <td>{backend ?? <span className="quiet">known after its first job</span>}</td>
                        <td>{formatTime(startedAt)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </ScrollRegion>
            )}
            <dl className="facts">
              <dt>In the lab</dt>
              <dd>
                {countOf(sweeps.totalCount, 'sweep')}, {countOf(runs.totalCount, 'run')},{' '}
                {countOf(analyses.totalCount, 'analysis', 'analyses')} that you may see
              </dd>
              <dt>Datasets</dt>
              <dd>{datasets.map(({ title }) => title).join(', ')}</dd>
              <dt>Architectures</dt>
              <dd>{architectures.map(({ title }) => title).join(', ')}</dd>
              <dt>Measures</dt>
              <dd>{measures.map(({ name, version }) => `${name} (version ${version})`).join(', ')}</dd>
            </dl>
          </>
        )}
      </QueryBoundary>
    </section>
  )
}

const databases: Readonly<Record<AboutQuery['server']['database'], string>> = {
  PGLITE: 'PGlite, embedded in the server',
  POSTGRESQL: 'PostgreSQL',
}
const places: Readonly<Record<AboutQuery['server']['files'], string>> = {
  FOLDER: 'in the lab’s data folder',
  BUCKET: 'in an object storage (S3)',
}

/** The server's version and what it stands on. */
function ServerFacts({ server }: { readonly server: AboutQuery['server'] }) {
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
