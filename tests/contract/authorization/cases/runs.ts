import { one, many, type Cases } from '../case.ts'
import { fresh, makeLoggedRun, makeModel, makeRun } from '../makers.ts'
import { recordId } from '../world.ts'

const updateRun = 'mutation ($input: UpdateRunInput!) { updateRun(input: $input) { run { id } } }'

/** Runs, their tags and groups. */
export const cases: Cases = {
  queries: {
    run: one('run', makeRun),
    runs: many('runs', makeRun),
    runContents: {
      query: 'query ($ids: [ID!]!) { runContents(ids: $ids) { runs } }',
      variables: async (world) => ({ ids: [await makeRun(world)] }),
      shows: ({ runContents }) => runContents.runs === 1,
    },
    compareRuns: {
      query: 'query ($ids: [ID!]!) { compareRuns(ids: $ids) { runs { id } } }',
      variables: async (world) => ({ ids: [await makeRun(world)] }),
      shows: ({ compareRuns }) => compareRuns.runs.length > 0,
    },
    runGroups: {
      query: 'query ($project: ID) { runGroups(projectId: $project, by: { allButSeed: true }) { runCount } }',
      variables: async (world) => (await makeRun(world), { project: world.project }),
      shows: ({ runGroups }) => runGroups.length > 0,
    },
  },
  mutations: {
    createRun: {
      needs: 'editor',
      query: 'mutation ($input: CreateRunInput!) { createRun(input: $input) { run { id } } }',
      variables: async (world) => ({ input: { modelId: await makeModel(world), width: 8 } }),
    },
    sendHeartbeat: {
      needs: 'editor',
      query: 'mutation ($input: SendHeartbeatInput!) { sendHeartbeat(input: $input) { runs { id } } }',
      variables: async (world) => {
        const id = await makeRun(world)
        // A heartbeat is in the audit trail only if it changes the run, as it does with a crashed one.
        const crashed = { state: 'crashed' as const }
        await world.lab.db.updateTable('trainingRun').set(crashed).where('id', '=', recordId(id)).execute()
        return { input: { ids: [id] } }
      },
    },
    finishRun: {
      needs: 'editor',
      query: 'mutation ($input: FinishRunInput!) { finishRun(input: $input) { run { id } } }',
      variables: async (world) => ({ input: { id: await makeRun(world), state: 'FINISHED' } }),
    },
    resumeRun: {
      needs: 'editor',
      query: 'mutation ($input: ResumeRunInput!) { resumeRun(input: $input) { cutPoints } }',
      variables: async (world) => ({ input: { id: await makeLoggedRun(world), fromStep: 0 } }),
    },
    updateRun: {
      needs: 'editor',
      query: 'mutation ($input: UpdateRunInput!) { updateRun(input: $input) { run { id } } }',
      variables: async (world) => ({ input: { id: await makeRun(world), notes: fresh('note') } }),
    },
    setTags: {
      needs: 'editor',
      query: 'mutation ($input: SetTagsInput!) { setTags(input: $input) { runs { id } } }',
      variables: async (world) => ({ input: { ids: [await makeRun(world)], tags: ['a'] } }),
    },
    addTags: {
      needs: 'editor',
      query: 'mutation ($input: AddTagsInput!) { addTags(input: $input) { runs { id } } }',
      variables: async (world) => ({ input: { ids: [await makeRun(world)], tags: ['b'] } }),
    },
    removeTags: {
      needs: 'editor',
      query: 'mutation ($input: RemoveTagsInput!) { removeTags(input: $input) { runs { id } } }',
      variables: async (world) => ({ input: { ids: [await makeRun(world)], tags: ['made'] } }),
    },
    deleteRuns: {
      needs: 'editor',
      query: 'mutation ($ids: [ID!]!) { deleteRuns(input: { ids: $ids }) { runs { id } } }',
      variables: async (world) => ({ ids: [await makeRun(world)] }),
    },
    restoreRuns: {
      needs: 'editor',
      query: 'mutation ($ids: [ID!]!) { restoreRuns(input: { ids: $ids }) { runs { id } } }',
      variables: async (world) => {
        const ids = [await makeRun(world)]
        await world.must(
          'editor',
          'mutation ($ids: [ID!]!) { deleteRuns(input: { ids: $ids }) { runs { id } } }',
          { ids },
        )
        return { ids }
      },
    },
    startRun: {
      needs: 'editor',
      query: 'mutation ($input: StartRunInput!) { startRun(input: $input) { run { id } } }',
      variables: ({ project }) => ({ input: { projectId: project, modelName: fresh('model'), width: 16 } }),
    },
  },
  subscriptions: {
    runUpdated: {
      query: 'subscription ($id: ID!) { runUpdated(id: $id) { notes } }',
      variables: async (world) => ({ id: await makeRun(world) }),
      trigger: ({ must }, { id }) => must('editor', updateRun, { input: { id, notes: fresh('note') } }),
      shows: ({ runUpdated }) => runUpdated !== null,
    },
    runsUpdated: {
      query: 'subscription ($project: ID!) { runsUpdated(projectId: $project) { runs { id } gone } }',
      variables: ({ project }) => ({ project }),
      trigger: (world) => makeRun(world),
      shows: ({ runsUpdated }) => runsUpdated.runs.length + runsUpdated.gone.length > 0,
    },
  },
}
