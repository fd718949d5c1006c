import { countOf, formatNumber, formatTime } from '../format/format.ts'
import type { ReactNode } from 'react'
import type { Analysis } from './analysis.ts'
import { lastHidden } from '../run/sites.ts'

/** Provenance of the result: with it and the input, the result can be reproduced. */
export function AnalysisOrigin({ analysis }: { readonly analysis: Analysis }) {
  const { provenance, representation, version, startedAt, finishedAt, question } = analysis
  const facts: readonly (readonly [string, ReactNode])[] = [
    ...(representation
      ? ([
          [
            'input',
            <>
              <a href={representation.downloadUrl}>{representation.fileName}</a>
              {representation.site !== lastHidden && ` of the layer ${representation.site}`}
              {representation.epoch !== null && ` of epoch ${representation.epoch}`},{' '}
              {countOf(representation.width, 'neuron')}, {formatNumber(representation.testRows)} test
              {representation.trainRows ? ` and ${formatNumber(representation.trainRows)} training` : ''} rows
            </>,
          ],
        ] as const)
      : []),
    ...(provenance
      ? ([
          ['input hash', <code>{provenance.inputHash}</code>],
          ['draws', formatNumber(provenance.draws)],
          ['seed', provenance.seed ?? 'not used: the permutations came with the input'],
          ['backend', provenance.backend],
          ['device', provenance.device],
          ['kernels', provenance.kernels ?? 'unknown'],
          ['precision', provenance.precision],
          ['resolution', `${provenance.resolution.toExponential(2)}, the relative size of rounding`],
        ] as const)
      : []),
    ['definition', `version ${version}`],
    ['question', <code>{question}</code>],
    ['computed', `${formatTime(startedAt)} to ${formatTime(finishedAt)}`],
  ]
  return (
    <section aria-labelledby="origin">
      <h2 id="origin">Provenance</h2>
      {!provenance && <p className="quiet">Backend, device and precision appear with the result.</p>}
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
