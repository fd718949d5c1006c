import type { Connection } from './connect.ts'
import { RemoteError } from './server-address.ts'

/** Claim, as the server lists it. */
export interface ListedClaim {
  readonly id: string
  readonly statement: string
  readonly verdict: 'AGREES' | 'DISAGREES' | 'UNDECIDED'
  readonly previousVerdict: ListedClaim['verdict'] | null
  readonly turnedAt: string | null
  readonly reason: string
  readonly paper: string | null
  readonly project: { readonly name: string }
  readonly sweep: { readonly name: string } | null
  readonly model: { readonly name: string } | null
  readonly rule: ListedRule | null
  readonly ours: readonly {
    readonly title: string
    readonly value: number | null
    readonly low: number | null
    readonly high: number | null
  }[]
}

/** Rule of a claim of the lab. */
export interface ListedRule {
  readonly measure: string
  readonly scalar: string
  readonly comparison: 'ABOVE' | 'BELOW'
  readonly threshold: number
  readonly minWidth: number | null
  readonly maxWidth: number | null
  readonly weightDecay: number | null
}

/** Names of the verdicts in the options of a command. */
export const verdictNames = { agrees: 'AGREES', disagrees: 'DISAGREES', undecided: 'UNDECIDED' } as const

/** Claim to add, with the name of its model. */
export interface NewClaim {
  readonly model: string
  readonly statement: string
  readonly measure: string
  readonly scalar: string
  readonly comparison: 'ABOVE' | 'BELOW'
  readonly threshold: number
  readonly minWidth?: number
  readonly maxWidth?: number
  readonly weightDecay?: number
}

interface ChosenClaims {
  readonly verdict?: keyof typeof verdictNames
  /** True for those whose verdict turned, latest first. */
  readonly turned: boolean
}

const fields = `id statement verdict previousVerdict turnedAt reason paper
  project { name } sweep { name } model { name } ours { title value low high }
  rule { measure scalar comparison threshold minWidth maxWidth weightDecay }`

/** Lists the claims of a project, or of all, newest first. Throws RemoteError if there is no project of that name. */
export async function listClaims(
  connection: Connection,
  project: string | undefined,
  { verdict, turned }: ChosenClaims,
  signal: AbortSignal,
): Promise<ListedClaim[]> {
  const projectId = project === undefined ? null : (await findProject(connection, project, signal)).id
  const filter = {
    ...(verdict && { verdict: { eq: verdictNames[verdict] } }),
    ...(turned && { turnedAt: { missing: false } }),
  }
  const orderBy = [{ field: turned ? 'TURNED_AT' : 'CREATED_AT', direction: 'DESC' }]
  const found: ListedClaim[] = []
  for (let after: string | null = null; ;) {
    const { claims }: { claims: ClaimPage } = await connection.ask<{ claims: ClaimPage }>(
      `query ($projectId: ID, $filter: ClaimFilter, $orderBy: [ClaimOrder!], $after: String) {
        claims(projectId: $projectId, filter: $filter, orderBy: $orderBy, first: 200, after: $after) {
          nodes { ${fields} } pageInfo { hasNextPage endCursor }
        }
      }`,
      { projectId, filter, orderBy, after },
      { signal },
    )
    found.push(...claims.nodes)
    if (!claims.pageInfo.hasNextPage) return found
    after = claims.pageInfo.endCursor
  }
}

interface ClaimPage {
  readonly nodes: readonly ListedClaim[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

/** Adds a claim and returns it with its first verdict. Throws RemoteError if there is no such project or model. */
export async function addClaim(
  connection: Connection,
  project: string,
  { model, ...rule }: NewClaim,
  signal: AbortSignal,
): Promise<ListedClaim> {
  const { models } = await findProject(connection, project, signal, model)
  const modelId = models.nodes.at(0)?.id
  if (modelId === undefined)
    throw new RemoteError(`--model: the project "${project}" has no model "${model}". Check the name.`)
  const { createClaim } = await connection.ask<{ createClaim: { claim: ListedClaim } }>(
    `mutation ($input: CreateClaimInput!) { createClaim(input: $input) { claim { ${fields} } } }`,
    { input: { ...rule, modelId } },
    { signal },
  )
  return createClaim.claim
}

/** Deletes a claim, which stands in the bin from then on. Throws RemoteError if there is none of that ID. */
export async function deleteClaim(connection: Connection, id: string, signal: AbortSignal): Promise<void> {
  const mutation = 'mutation ($input: DeleteClaimInput!) { deleteClaim(input: $input) { claim { id } } }'
  await connection.ask(mutation, { input: { id } }, { signal })
}

interface FoundProject {
  readonly id: string
  readonly models: { readonly nodes: readonly { readonly id: string }[] }
}

async function findProject(
  connection: Connection,
  name: string,
  signal: AbortSignal,
  model = '',
): Promise<FoundProject> {
  const { projects } = await connection.ask<{ projects: { nodes: FoundProject[] } }>(
    `query ($name: String!, $model: String!) {
      projects(filter: { name: { eq: $name } }, first: 1) {
        nodes { id models(filter: { name: { eq: $model } }, first: 1) { nodes { id } } }
      }
    }`,
    { name, model },
    { signal },
  )
  const project = projects.nodes.at(0)
  if (project) return project
  throw new RemoteError(`--project: there is no project "${name}" on ${connection.address}. Check the name.`)
}
