/** GraphQL over HTTP for a lab: transport only. */
export { emitSchema } from './emit-schema.ts'
export { readTeam, type TeamSettings } from './auth/read-team.ts'
export { buildSchema } from './graphql/build-schema.ts'
export { startServer, type RunningServer, type ServerOptions } from './start-server.ts'
