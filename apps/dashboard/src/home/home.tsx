'use client'
import { HomeDocument } from '@mitoscope/schema/documents'
import Link from 'next/link'
import { useQuery } from 'urql'
import { Answer } from '../parts/answer.tsx'
import { formatTime } from '../parts/format.ts'
import { JobLine } from '../jobs/job-line.tsx'
import { useRefresh } from '../parts/use-refresh.ts'
import { SweepCard } from './sweep-card.tsx'

/** What the lab has, what is at work, and what went wrong. */
export function Home() {
  const [state, ask] = useQuery({ query: HomeDocument })
  const again = () => ask({ requestPolicy: 'network-only' })
  const busy = (state.data?.running.totalCount ?? 0) > 0
  useRefresh(again, busy ? 3_000 : 15_000)
  return (
    <>
      <h1>Lab</h1>
      <Answer state={state} retry={again}>
        {({ sweeps, running, failed, finished }) => (
          <>
            <section aria-labelledby="sweeps">
              <h2 id="sweeps">Sweeps</h2>
              {sweeps.nodes.length === 0 && (
                <p className="card">
                  There is no sweep yet. <code>npm start</code> trains one on MNIST; a script of your own
                  starts one by <a href="/graphql">startSweep</a>, or <code>mitoscope sweep --server</code>.
                </p>
              )}
              <ul className="cards">
                {sweeps.nodes.map((sweep) => (
                  <SweepCard key={sweep.id} sweep={sweep} />
                ))}
              </ul>
            </section>
            <section aria-labelledby="running">
              <h2 id="running">At work now</h2>
              {running.nodes.length === 0 ? (
                <p className="quiet">
                  Nothing. What waits is among the <Link href="/jobs">jobs</Link>.
                </p>
              ) : (
                <ul className="cards">
                  {running.nodes.map((job) => (
                    <JobLine key={job.id} job={job} />
                  ))}
                </ul>
              )}
            </section>
            {failed.nodes.length > 0 && (
              <section aria-labelledby="failed">
                <h2 id="failed">Failed lately</h2>
                <ul className="cards">
                  {failed.nodes.map((job) => (
                    <JobLine key={job.id} job={job} />
                  ))}
                </ul>
              </section>
            )}
            <section aria-labelledby="finished">
              <h2 id="finished">Finished lately</h2>
              {finished.nodes.length === 0 ? (
                <p className="quiet">No run yet.</p>
              ) : (
                <ul>
                  {finished.nodes.map(({ id, name, model, finishedAt }) => (
                    <li key={id}>
                      <Link href={`/run?id=${id}`}>{name}</Link>{' '}
                      <span className="quiet">
                        {model?.name} · {formatTime(finishedAt)}
                      </span>
                    </li>
                  ))}
                </ul>
              )}
            </section>
          </>
        )}
      </Answer>
    </>
  )
}
