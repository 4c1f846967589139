import type { Static, TSchema } from 'typebox'
import * as application from './application.ts'
import * as bank from './bank.ts'
import * as certificate from './certificate.ts'
import * as duty from './duty.ts'
import type { Endpoint } from './endpoint.ts'
import * as law from './law.ts'
import * as enterprise from './enterprise.ts'
import * as notice from './notice.ts'
import * as overview from './overview.ts'
import * as people from './people.ts'
import * as photograph from './photograph.ts'
import * as practical from './practical.ts'
import * as process from './process.ts'
import * as result from './result.ts'
import * as rehearsal from './rehearsal.ts'
import * as report from './report.ts'
import * as room from './room.ts'
import * as session from './session.ts'
import * as supervision from './supervision.ts'
import * as terminal from './terminal.ts'
import * as training from './training.ts'

type EndpointsOf<Module> = Extract<Module[keyof Module], Endpoint>

/** Every endpoint there is, as a type: what the browser's `call` can be asked for. */
export type AnyEndpoint =
  | EndpointsOf<typeof application>
  | EndpointsOf<typeof people>
  | EndpointsOf<typeof bank>
  | EndpointsOf<typeof session>
  | EndpointsOf<typeof room>
  | EndpointsOf<typeof overview>
  | EndpointsOf<typeof terminal>
  | EndpointsOf<typeof result>
  | EndpointsOf<typeof rehearsal>
  | EndpointsOf<typeof photograph>
  | EndpointsOf<typeof practical>
  | EndpointsOf<typeof process>
  | EndpointsOf<typeof certificate>
  | EndpointsOf<typeof notice>
  | EndpointsOf<typeof duty>
  | EndpointsOf<typeof law>
  | EndpointsOf<typeof supervision>
  | EndpointsOf<typeof report>
  | EndpointsOf<typeof enterprise>
  | EndpointsOf<typeof training>

/** `POST /v1/terminal/sign-in`: how an endpoint is named without importing its schema into a bundle. */
export type EndpointName = AnyEndpoint extends infer E
  ? E extends Endpoint
    ? `${E['method']} ${E['url']}`
    : never
  : never

export type EndpointNamed<Name extends EndpointName> = AnyEndpoint extends infer E
  ? E extends Endpoint
    ? `${E['method']} ${E['url']}` extends Name
      ? E
      : never
    : never
  : never

type Part<E extends Endpoint, Key extends 'params' | 'querystring' | 'body'> = E['schema'][Key] extends TSchema
  ? { readonly [K in Key]: Static<E['schema'][Key]> }
  : unknown

/** What a call to the endpoint must bring: its params, query and body, as far as it has them. */
export type RequestOf<E extends Endpoint> = Part<E, 'params'> & Part<E, 'querystring'> & Part<E, 'body'>

/** What the endpoint answers when it does not refuse. */
export type ResponseOf<E extends Endpoint> = E['schema']['response'] extends { readonly 200: infer S extends TSchema }
  ? Static<S>
  : null

const modules: readonly object[] = [
  people,
  application,
  bank,
  session,
  room,
  overview,
  terminal,
  rehearsal,
  photograph,
  practical,
  process,
  result,
  duty,
  law,
  certificate,
  notice,
  supervision,
  report,
  enterprise,
  training,
]

/** All endpoints as values, for the server's route check and the published catalogue. */
export const endpoints: readonly Endpoint[] = modules.flatMap((module) =>
  (Object.values(module) as unknown[]).filter(isEndpoint),
)

/** Where a file is fetched instead of an answer: a sheet, a PDF, a feed. Their addresses stand beside the endpoints. */
export const fileUrls: readonly string[] = modules.flatMap((module) =>
  Object.entries(module).flatMap(([name, url]) => (name.endsWith('_URL') && typeof url === 'string' ? [url] : [])),
)

function isEndpoint(value: unknown): value is Endpoint {
  return typeof value === 'object' && value !== null && 'url' in value && 'method' in value
}
