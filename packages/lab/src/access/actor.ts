export const roles = ['viewer', 'editor', 'admin'] as const
/** What somebody may do in a project: read; also write; also manage members and purge. */
export type Role = (typeof roles)[number]

/** Who asks, known once per request. Commands and queries take it as their second argument. */
export interface Actor {
  /** null in local mode, where whoever reaches the machine's loopback owns everything. */
  readonly userId: string | null
  readonly name: string
  /** Of an API token; what it allows is the lesser of its scope and the user's role. */
  readonly tokenId: string | null
  /** Id of the session that this is asked through; null for tokens and in local mode. */
  readonly sessionId: string | null
  /** Everything, or the role in each project that is theirs. */
  readonly projects: 'all' | ReadonlyMap<string, Role>
  /** May create projects and manage accounts. */
  readonly siteAdmin: boolean
  /** The most that any role allows through this session or token. */
  readonly scope: Role
  readonly requestId: string | null
}

/** Local mode's only actor. */
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
