import { Link } from './link.tsx'

/** For an address that names nothing that the reader may see. */
export function NotThere({ what }: { readonly what: string }) {
  return (
    <>
      <h1>No such {what}</h1>
      <p>
        The address names no {what} that you may see; it may have been deleted.{' '}
        <Link href="/">Back to the lab</Link>
      </p>
    </>
  )
}
