import { countOf, formatBytes, formatNumber } from '../format/format.ts'
import { writeUploadCommand } from '../format/commands.ts'
import { CopyText, SignInNote, useOrigin } from '../ui/copy-text.tsx'
import { Link } from '../ui/link.tsx'
import type { Run } from './run.ts'
import { lastHidden } from './sites.ts'

interface RunFilesProps extends Pick<Run, 'id' | 'representations' | 'checkpoints'> {
  /** False where the page says already how to sign in. */
  readonly withSignIn: boolean
}

/** Stored files of a run. */
export function RunFiles({ id, representations, checkpoints, withSignIn }: RunFilesProps) {
  const origin = useOrigin()
  return (
    <section aria-labelledby="files">
      <h2 id="files">Files</h2>
      {representations.length + checkpoints.length === 0 && (
        <>
          <p className="quiet">
            No files yet. Training stores representations. You can also import them on the{' '}
            <Link href={`/start?kind=import&run=${id}`}>Start page</Link>, or by a command in the folder of
            Mitoscope:
          </p>
          <CopyText what="upload command" text={writeUploadCommand(origin, id)} />
          {withSignIn && <SignInNote />}
        </>
      )}
      <ul>
        {representations.map(
          ({ id: own, fileName, bytes, width, site, epoch, testRows, trainRows, downloadUrl }) => (
            <li key={own}>
              <a href={downloadUrl}>{fileName}</a>
              {site !== lastHidden && ` of the layer ${site}`}
              {epoch !== null && ` of epoch ${epoch}`} · {formatBytes(bytes)} · {countOf(width, 'neuron')},{' '}
              {formatNumber(testRows)} test
              {trainRows ? ` and ${formatNumber(trainRows)} training` : ''} rows
            </li>
          ),
        )}
        {checkpoints.map(({ id: own, epoch, downloadUrl }) => (
          <li key={own}>
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
