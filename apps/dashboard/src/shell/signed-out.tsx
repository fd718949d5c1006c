/** Note that nobody is signed in, with a link that returns to this view. */
export function SignedOut() {
  const here = typeof window === 'undefined' ? '/' : window.location.pathname + window.location.search
  return (
    <div className="problem" role="alert">
      <p>You are not signed in, or your session has ended.</p>
      <a className="button" href={`/sign-in?next=${encodeURIComponent(here)}`}>
        Sign in
      </a>
    </div>
  )
}
