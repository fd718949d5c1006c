import { ScrollRegion } from '../../ui/scroll-region.tsx'
import type { Analysis } from '../analysis.ts'

/** Every array of the result, whole and exact, as files. */
export function AnalysisArrays({ analysis }: { readonly analysis: Pick<Analysis, 'arrays' | 'resultUrl'> }) {
  const { arrays, resultUrl } = analysis
  if (!resultUrl) return null
  return (
    <section aria-labelledby="arrays">
      <h2 id="arrays">Arrays</h2>
      <p>
        <a href={resultUrl}>The whole result as JSON</a>, with every draw. Links are good for an hour after
        the page was loaded.
      </p>
      <ScrollRegion label="Arrays of the result">
        <table>
          <caption>Complete arrays of the result; missing values are NaN</caption>
          <thead>
            <tr>
              {['Array', 'Shape', 'Columns', 'Type', 'Files'].map((head) => (
                <th scope="col" key={head}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {arrays.map(({ name, shape, columns, dtype, npyUrl, csvUrl }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{shape.join(' × ')}</td>
                <td>{columns?.join(', ') ?? '–'}</td>
                <td>{dtype}</td>
                <td>
                  <a href={npyUrl}>
                    .npy<span className="hidden"> of {name}</span>
                  </a>{' '}
                  <a href={csvUrl}>
                    .csv<span className="hidden"> of {name}</span>
                  </a>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  )
}
