import { formatBytes, formatNumber } from '../parts/format.ts'
import type { Run } from './run.ts'

/** What is stored of a run, to take away. */
export function RunFiles({ representations, checkpoints }: Pick<Run, 'representations' | 'checkpoints'>) {
  return (
    <section aria-labelledby="files">
      <h2 id="files">Files</h2>
      {representations.length + checkpoints.length === 0 && (
        <p className="quiet">
          None yet. Representations come with training, or by <code>mitoscope upload</code>.
        </p>
      )}
      <ul>
        {representations.map(({ id, fileName, bytes, width, epoch, testRows, trainRows, downloadUrl }) => (
          <li key={id}>
            <a href={downloadUrl}>{fileName}</a>
            {epoch !== null && ` of epoch ${epoch}`} · {formatBytes(bytes)} · {formatNumber(width)} neurons,{' '}
            {formatNumber(testRows)} test
            {trainRows ? ` and ${formatNumber(trainRows)} training` : ''} rows
          </li>
        ))}
        {checkpoints.map(({ id, epoch, downloadUrl }) => (
          <li key={id}>
            {downloadUrl ? (
              <a href={downloadUrl}>Checkpoint of epoch {epoch}</a>
            ) : (
              `Checkpoint of epoch ${epoch}`
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
