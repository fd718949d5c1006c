import type { Lab } from '@mitoscope/lab'
import type { Router } from 'express'
import type { Authenticate } from '../auth/authenticate.ts'

/** Routes beside /graphql. They read their bodies themselves: nothing has parsed them. */
export type Feature = (lab: Lab, authenticate: Authenticate) => Router
