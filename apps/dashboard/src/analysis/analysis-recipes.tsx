'use client'
import { writeQueryCommand } from '../parts/commands.ts'
import { CopyText } from '../parts/copy-text.tsx'
import { SignInNote } from '../parts/sign-in-note.tsx'
import { useOrigin } from '../parts/use-origin.ts'
import type { Analysis } from './analysis.ts'
import { writeCommand, writeMutation, writeQuery } from './recipes.ts'

/** What to type to read the result, to ask for it again, and to compute it without this server. */
export function AnalysisRecipes({ analysis }: { readonly analysis: Analysis }) {
  const origin = useOrigin()
  const command = writeCommand(analysis, origin)
  const mutation = writeMutation(analysis)
  return (
    <section aria-labelledby="recipes">
      <h2 id="recipes">To reproduce it</h2>
      <h3>On your machine</h3>
      {command ? (
        <>
          <p>
            Fetches the input and computes the same point, in the folder of Mitoscope. The link in it is good
            for a quarter of an hour after the page was loaded.
          </p>
          <CopyText what="command" text={command} />
        </>
      ) : (
        <p className="quiet">The representation was deleted: without it there is nothing to compute of.</p>
      )}
      <h3>Ask this server again</h3>
      {mutation ? (
        <CopyText what="GraphQL mutation" text={mutation} />
      ) : (
        <p className="quiet">There is nothing to ask about any more.</p>
      )}
      <h3>Read the result</h3>
      <p>
        By <a href="/graphql">GraphQL</a>, or in the folder of Mitoscope:
      </p>
      <CopyText what="GraphQL query" text={writeQuery(analysis)} />
      <CopyText what="query as a command" text={writeQueryCommand(origin, writeQuery(analysis))} />
      <SignInNote />
    </section>
  )
}
