import { ScrollRegion } from '../ui/scroll-region.tsx'
import type { Analysis } from './analysis.ts'

type Told = Pick<Analysis, 'options' | 'definition' | 'sizes' | 'seed' | 'version' | 'measure'>

/**
 * Table of the options of an analysis, each beside its default, with what is measured and by which
 * definition.
 */
export function AnalysisOptions({ analysis }: { readonly analysis: Told }) {
  const { options, definition, sizes, seed, version, measure } = analysis
  const given = Object.entries(options as Record<string, unknown>)
  return (
    <section aria-labelledby="asked">
      <h2 id="asked">Options</h2>
      {definition ? (
        <p className="lead">{definition.summary}</p>
      ) : (
        <p className="lead">
          This server no longer has a measure called {measure}. What it found is kept; it cannot be computed
          again here.
        </p>
      )}
      {definition && definition.version !== version && (
        <p className="problem">
          It was computed by version {version} of the definition; now it is at version {definition.version},
          which gives different numbers.
        </p>
      )}
      <ScrollRegion label="Table of options">
        <table>
          <caption>
            Options, definition version {version}, seed {seed}, chunk sizes {sizes.join(', ')}
          </caption>
          <thead>
            <tr>
              {['Option', 'Used', 'Default', 'Effect'].map((head) => (
                <th scope="col" key={head}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {given.map(([name, value]) => {
              const known = definition?.options.find((option) => option.name === name)
              const usual: unknown = known?.default ?? null
              return (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>
                    {write(value)}
                    {known && value !== usual && <strong> (changed)</strong>}
                  </td>
                  <td>{known ? write(usual) : '–'}</td>
                  <td>{known?.description}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  )
}

function write(value: unknown): string {
  return value === null || value === undefined ? 'not given' : String(value)
}
