export const roles = ['viewer', 'editor', 'admin'] as const
/** Rights of a user in a project: read; also write; also manage members and purge. */
export type Role = (typeof roles)[number]

/** Caller of a command or query, determined once per request and passed as the second argument. */
export interface Actor {
  /** Id of the user; null in local mode, where every client of the loopback address owns the whole lab. */
  readonly userId: string | null
  readonly name: string
  /** Id of the API token, whose rights are the lesser of its scope and the user's role. */
  readonly tokenId: string | null
  /** Id of the session behind the request; null for tokens and in local mode. */
  readonly sessionId: string | null
  /** Projects the actor may access, with the role in each; 'all' for every project. */
  readonly projects: 'all' | ReadonlyMap<string, Role>
  /** True if the actor may create projects and manage accounts. */
  readonly siteAdmin: boolean
  /** Highest role that this session or token can exercise. */
  readonly scope: Role
  readonly requestId: string | null
}

/** The only actor in local mode. */
export const localActor: Actor = {
  userId: null,
  name: 'local',
  tokenId: null,
  sessionId: null,
  projects: 'all',
  siteAdmin: true,
  scope: 'admin',
  requestId: null,
}
