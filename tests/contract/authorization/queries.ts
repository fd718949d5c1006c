import type { QueryCase } from './case.ts'
import {
  makeAnalysis,
  makeLoggedRun,
  makeModel,
  makePairComparison,
  makeRepresentation,
  makeRun,
  makeSweep,
  makeUpload,
  makeWidth,
  measure,
} from './makers.ts'
import { callers, type Caller, type World } from './world.ts'

/** Callers with an account and valid credentials. */
export const signedIn: readonly Caller[] = callers.filter(
  (caller) => !['nobody', 'expiredToken', 'revokedToken'].includes(caller),
)

/** Every field of Query. */
export const queries: Readonly<Record<string, QueryCase>> = {
  viewer: {
    query: '{ viewer { mode name scope siteAdmin user { id email } token { id prefix } } }',
    shows: ({ viewer }) => viewer.mode === 'TEAM' && viewer.user !== null,
    to: signedIn,
  },
  users: {
    query: '{ users { nodes { name } totalCount } }',
    shows: ({ users }) => users.nodes.some(({ name }: { name: string }) => name === 'viewer'),
    to: ['viewer', 'editor', 'admin', 'adminReading', 'adminWriting', 'siteAdmin'],
  },
  apiTokens: {
    query: '{ apiTokens { nodes { name prefix scope lastUsedAt expiresAt } totalCount } }',
    shows: ({ apiTokens }) => apiTokens.nodes.some(({ scope }: { scope: string }) => scope === 'WRITE'),
    to: ['admin', 'adminReading', 'adminWriting'],
  },
  auditTrail: {
    query:
      'query ($filter: AuditEventFilter) { auditTrail(filter: $filter) { nodes { id action actor } totalCount } }',
    variables: ({ project }) => ({ filter: { projectId: project, action: 'createProject' } }),
    shows: ({ auditTrail }) => auditTrail.nodes.length === 1 && auditTrail.totalCount === 1,
    to: ['admin', 'siteAdmin'],
  },
  node: {
    query: 'query ($id: ID!) { node(id: $id) { id ... on Project { name members { role user { name } } } } }',
    variables: ({ project }) => ({ id: project }),
    shows: ({ node }) => node?.name === 'shared' && node.members.length === 3,
  },
  nodes: {
    query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
    variables: ({ project }) => ({ ids: [project] }),
    shows: ({ nodes }) => nodes[0] !== null,
  },
  project: {
    query: 'query ($id: ID!) { project(id: $id) { name } }',
    variables: ({ project }) => ({ id: project }),
    shows: ({ project }) => project !== null,
  },
  projects: {
    query: '{ projects { nodes { name } } }',
    shows: ({ projects }) => JSON.stringify(projects).includes('"shared"'),
  },
  model: one('model', makeModel),
  models: many('models', makeModel),
  run: one('run', makeRun),
  runs: many('runs', makeRun),
  runContents: {
    query: 'query ($ids: [ID!]!) { runContents(ids: $ids) { runs } }',
    variables: async (world) => ({ ids: [await makeRun(world)] }),
    shows: ({ runContents }) => runContents.runs === 1,
  },
  bin: {
    query: '{ bin { nodes { kind ids name project { id } } } }',
    variables: async (world) => {
      const run = await makeRun(world)
      await world.must(
        'editor',
        'mutation ($id: ID!) { deleteRuns(input: { ids: [$id] }) { runs { id } } }',
        {
          id: run,
        },
      )
      return {}
    },
    shows: ({ bin }) => bin.nodes.length > 0,
  },
  sweep: one('sweep', async (world) => (await makeSweep(world)).sweep),
  sweeps: many('sweeps', makeSweep),
  job: one('job', async (world) => (await makeSweep(world)).job),
  jobs: many('jobs', makeSweep),
  analysis: one('analysis', makeAnalysis),
  analyses: many('analyses', makeAnalysis),
  pairComparison: one('pairComparison', makePairComparison),
  pairComparisons: many('pairComparisons', makePairComparison),
  comparisonMeasures: {
    query: '{ comparisonMeasures { name } }',
    shows: ({ comparisonMeasures }) => comparisonMeasures.length > 0,
    to: signedIn,
  },
  representation: one('representation', async (world) => (await makeRepresentation(world)).id),
  upload: one('upload', makeUpload),
  metricSeries: {
    query: 'query ($runIds: [ID!]!) { metricSeries(name: "loss", runIds: $runIds) { runs { run { id } } } }',
    variables: async (world) => ({ runIds: [await makeLoggedRun(world)] }),
    shows: ({ metricSeries }) => metricSeries.runs.length > 0,
  },
  compareRuns: {
    query: 'query ($ids: [ID!]!) { compareRuns(ids: $ids) { runs { id } } }',
    variables: async (world) => ({ ids: [await makeRun(world)] }),
    shows: ({ compareRuns }) => compareRuns.runs.length > 0,
  },
  compareWidths: {
    query: 'query ($ids: [ID!]!) { compareWidths(ids: $ids) { widths { id } } }',
    variables: async (world) => ({ ids: [await makeWidth(world)] }),
    shows: ({ compareWidths }) => compareWidths.widths.length > 0,
  },
  runGroups: {
    query: 'query ($project: ID) { runGroups(projectId: $project, by: { allButSeed: true }) { runCount } }',
    variables: async (world) => (await makeRun(world), { project: world.project }),
    shows: ({ runGroups }) => runGroups.length > 0,
  },
  compareAnalyses: {
    query: 'query ($input: CompareAnalysesInput!) { compareAnalyses(input: $input) { __typename } }',
    variables: async (world) => ({ input: { measure, runIds: [(await makeRepresentation(world)).run] } }),
    shows: () => true,
    to: signedIn,
  },
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
  workers: {
    query: '{ workers { nodes { id } } }',
    shows: ({ workers }) => workers.nodes.length === 0,
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
    shows: ({ paperFigures }) => paperFigures.some(({ name }: { name: string }) => name === 'reconstruction'),
    to: signedIn,
  },
  sweepMeasures: {
    query: '{ sweepMeasures { name } }',
    shows: ({ sweepMeasures }) => sweepMeasures.length > 0,
    to: signedIn,
  },
  analysisEstimate: {
    query: `query ($runIds: [ID!]!, $analyses: [AnalysisRequestInput!]!) {
      analysisEstimate(runIds: $runIds, analyses: $analyses) { analyses problem }
    }`,
    variables: async (world) => ({
      runIds: [(await makeRepresentation(world)).run],
      analyses: [{ measure }],
    }),
    shows: ({ analysisEstimate }) => analysisEstimate.problem === null && analysisEstimate.analyses === 1,
    // Callers who may also start analyses.
    to: ['editor', 'admin', 'adminWriting'],
  },
  server: {
    query: '{ server { version database databaseSchema files node startedAt } }',
    shows: ({ server }) => server.version !== '',
    to: signedIn,
  },
  storage: {
    query: '{ storage { bytes files } }',
    shows: ({ storage }) => storage !== null,
    to: ['siteAdmin'],
  },
  sweepEstimate: {
    query: '{ sweepEstimate(settings: {}) { __typename } }',
    shows: ({ sweepEstimate }) => sweepEstimate !== null,
    to: signedIn,
  },
}

/** A field that reads one thing of the project by its id. */
function one(field: string, make: (world: World) => Promise<string>): QueryCase {
  return {
    query: `query ($id: ID!) { ${field}(id: $id) { id } }`,
    variables: async (world) => ({ id: await make(world) }),
    shows: (data) => data[field] !== null,
  }
}

/** A connection of things of the project. */
function many(field: string, make: (world: World) => Promise<unknown>): QueryCase {
  return {
    query: `{ ${field} { nodes { id } totalCount } }`,
    variables: async (world) => (await make(world), {}),
    shows: (data) => data[field].nodes.length > 0 || data[field].totalCount > 0,
  }
}
