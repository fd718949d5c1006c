import { useRef } from 'react'
import type { AnyVariables, TypedDocumentNode } from 'urql'
import { useAskSoon } from './use-ask-soon.ts'
import { useSubscriptions } from './use-subscriptions.ts'

/**
 * Asks again when subscriptions tell that something has changed, once a while at most. The first message of each is
 * what is known already. Let the documents select next to nothing: it is only counted that they came.
 *
 *     useNews(RunsChangedDocument, projects.map(({ id }) => ({ projectId: id })), again)
 */
export function useNews<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  all: readonly Variables[],
  ask: () => void,
  milliseconds = 2_000,
): void {
  const begun = useRef(new Set<string>())
  const askSoon = useAskSoon(ask, milliseconds)
  useSubscriptions(document, all, (_, variables) => {
    const key = JSON.stringify(variables)
    if (begun.current.has(key)) askSoon()
    else begun.current.add(key)
  })
}
