import { Link } from './link.tsx'

/** Page for an address that names nothing that the reader may see. */
export function NotFound({ what }: { readonly what: string }) {
  return (
    <>
      <h1>{what[0].toUpperCase() + what.slice(1)} not found</h1>
      <p>
        The address leads to no {what} that you may read. It may have been deleted, or you are not a member of
        its project. <Link href="/">Back to the lab</Link>
      </p>
    </>
  )
}
