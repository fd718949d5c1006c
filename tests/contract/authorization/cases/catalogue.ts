import type { Cases } from '../case.ts'
import { signedIn } from '../world.ts'

/** Catalogues, which are the same for everybody who is signed in. */
export const cases: Cases = {
  queries: {
    // The catalogues and what computes are the same for everybody who is signed in.
    datasets: { query: '{ datasets { name } }', shows: ({ datasets }) => datasets.length > 0, to: signedIn },
    sweepRecipes: {
      query: '{ sweepRecipes { name } }',
      shows: ({ sweepRecipes }) => sweepRecipes.some(({ name }: { name: string }) => name === 'cifar'),
      to: signedIn,
    },
    architectures: {
      query: '{ architectures { name } }',
      shows: ({ architectures }) => architectures.length > 0,
      to: signedIn,
    },
    fileFormats: {
      query: '{ fileFormats { title extensions } }',
      shows: ({ fileFormats }) => fileFormats.length > 0,
      to: signedIn,
    },
    errorCodes: {
      query: '{ errorCodes }',
      shows: ({ errorCodes }) => errorCodes.includes('CONFLICT'),
      to: signedIn,
    },
    measures: { query: '{ measures { name } }', shows: ({ measures }) => measures.length > 0, to: signedIn },
    measure: {
      query: '{ measure(name: "reconstruction") { name } }',
      shows: (data) => data.measure !== null,
      to: signedIn,
    },
    sweepOptions: {
      query: '{ sweepOptions { name } }',
      shows: ({ sweepOptions }) => sweepOptions.length > 0,
      to: signedIn,
    },
    paperFigures: {
      query:
        '{ paperFigures { name aliases version claims numbers { value } scales { name settings minutes machine } } }',
      shows: ({ paperFigures }) =>
        paperFigures.some(({ name }: { name: string }) => name === 'reconstruction'),
      to: signedIn,
    },
    sweepMeasures: {
      query: '{ sweepMeasures { name } }',
      shows: ({ sweepMeasures }) => sweepMeasures.length > 0,
      to: signedIn,
    },
  },
}
