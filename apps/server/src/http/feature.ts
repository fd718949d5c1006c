import type { Lab } from '@mitoscope/lab'
import type { Router } from 'express'
import type { Authenticate } from '../auth/authenticate.ts'

/** Creates routes beside /graphql. These routes parse their own bodies: no earlier handler has read them. */
export type Feature = (lab: Lab, authenticate: Authenticate) => Router
