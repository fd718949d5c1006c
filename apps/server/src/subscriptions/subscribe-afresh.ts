import {
  createSourceEventStream,
  execute,
  locatedError,
  type ExecutionArgs,
  type ExecutionResult,
} from 'graphql'
import type { Context } from '../graphql/context.ts'

export type MakeContext = (ended: AbortSignal) => Context

/**
 * Subscribes as graphql-js does, with two differences. Each event is executed with a context of its own, so
 * that objects loaded for one event are not reused at the next. And a signal tells the source that the
 * subscriber has left: a generator that waits for the next event would not notice otherwise.
 */
export async function subscribeAfresh(
  args: ExecutionArgs,
  makeContext: MakeContext,
  running: Set<AbortController>,
): Promise<ExecutionResult | AsyncGenerator<ExecutionResult, void, void>> {
  const controller = new AbortController()
  const contextValue = () => makeContext(controller.signal)
  const source = await createSourceEventStream({ ...args, contextValue: contextValue() })
  if (!isStream(source)) return source
  const events = source[Symbol.asyncIterator]()
  running.add(controller)
  const end = async () => {
    running.delete(controller)
    controller.abort()
    await events.return?.()
    return { done: true as const, value: undefined }
  }
  let failed = false
  const results: AsyncGenerator<ExecutionResult, void, void> = {
    async next() {
      if (failed) return end()
      try {
        const event = await events.next()
        if (event.done) return await end()
        return {
          done: false,
          value: await execute({ ...args, rootValue: event.value, contextValue: contextValue() }),
        }
      } catch (error) {
        failed = true
        return { done: false, value: { errors: [locatedError(error, undefined)] } }
      }
    },
    return: end,
    async throw(error) {
      await end()
      throw error
    },
    [Symbol.asyncIterator]: () => results,
  }
  return results
}

function isStream(value: AsyncIterable<unknown> | ExecutionResult): value is AsyncIterable<unknown> {
  return Symbol.asyncIterator in value
}
