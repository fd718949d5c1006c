'use client'
import { writeQueryCommand } from '../../format/commands.ts'
import { CopyText, SignInNote, useOrigin } from '../../ui/copy-text.tsx'
import type { Analysis } from '../analysis.ts'
import { writeCommand, writeMutation, writeQuery } from './snippets.ts'

/** Commands and queries to read the result, to request it again, and to compute it without this server. */
export function AnalysisSnippets({ analysis }: { readonly analysis: Analysis }) {
  const origin = useOrigin()
  const command = writeCommand(analysis, origin)
  const mutation = writeMutation(analysis)
  return (
    <section aria-labelledby="recipes">
      <h2 id="recipes">Reproduce</h2>
      <h3>On your machine</h3>
      {command ? (
        <>
          <p>
            Downloads the input and computes the same result; run it in the folder of Mitoscope. The link
            expires 15 minutes after the page was loaded.
          </p>
          <CopyText what="command" text={command} />
        </>
      ) : (
        <p className="quiet">The representation was deleted, so the analysis cannot be computed again.</p>
      )}
      <h3>On this server</h3>
      {mutation ? (
        <CopyText what="GraphQL mutation" text={mutation} />
      ) : (
        <p className="quiet">The representation was deleted, so there is nothing to request.</p>
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
