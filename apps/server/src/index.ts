/** GraphQL over HTTP for a lab: transport only. */
export type { Dashboard } from './dashboard/dashboard-routes.ts'
export { emitCatalogue } from './emit-catalogue.ts'
export { emitSchema } from './emit-schema.ts'
export { parseTeamOptions, type TeamSettings } from './auth/parse-team-options.ts'
export { toGlobalId } from './graphql/global-id.ts'
export { buildSchema } from './graphql/build-schema.ts'
export { startServer, type RunningServer, type ServerOptions } from './start-server.ts'
