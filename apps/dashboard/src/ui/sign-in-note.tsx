import { PaletteViewerDocument } from '@mitoscope/schema/documents'
import { useQuery } from 'urql'
import { writeLoginCommand } from '../format/commands.ts'
import { CopyText } from './copy-text.tsx'
import { Link } from './link.tsx'
import { useOrigin } from './use-origin.ts'

/**
 * Returns the steps that the command line needs once before commands reach a lab that has accounts; nothing where it
 * has none.
 */
export function SignInNote() {
  const origin = useOrigin()
  const [{ data }] = useQuery({ query: PaletteViewerDocument, requestPolicy: 'cache-first' })
  if (data?.viewer.mode !== 'TEAM') return null
  return (
    <>
      <p className="quiet">
        This lab has accounts. Create a token in the <Link href="/settings#tokens">settings</Link> and enter
        it once at the command line:
      </p>
      <CopyText what="login command" text={writeLoginCommand(origin)} />
    </>
  )
}
