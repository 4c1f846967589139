import { ACTS } from '@kaochang/domain/people/permission'
import { ROLES } from '@kaochang/domain/people/roles'
import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { CityField, IdField, InstantField, ProvinceField, nullable, oneOf } from './fields.ts'
import { refusals } from './refusal.ts'

export const LoginField = Type.String({ pattern: '^[a-z0-9][a-z0-9.-]{1,39}$' })
export const PasswordField = Type.String({ minLength: 12, maxLength: 200 })

export const GrantBody = Type.Object(
  {
    role: oneOf(ROLES),
    level: oneOf(['nation', 'province', 'city', 'site', 'enterprise']),
    province: nullable(ProvinceField),
    city: Type.Optional(nullable(CityField)),
    siteId: nullable(IdField),
    enterpriseId: Type.Optional(nullable(IdField)),
  },
  { additionalProperties: false },
)
export type GrantBody = Static<typeof GrantBody>

export const StaffView = Type.Object({
  id: IdField,
  login: Type.String(),
  name: Type.String(),
  grants: Type.Array(GrantBody),
  disabledAt: nullable(InstantField),
})
export type StaffView = Static<typeof StaffView>

/** The signed-in person, with the acts that the permission table allows in any of their places. */
export const MeView = Type.Object({
  id: IdField,
  login: Type.String(),
  name: Type.String(),
  grants: Type.Array(GrantBody),
  acts: Type.Array(oneOf(ACTS)),
})
export type MeView = Static<typeof MeView>

export const readSetup = endpoint({
  method: 'GET',
  url: '/v1/setup',
  config: { access: 'open' },
  schema: {
    summary: 'Whether the installation still waits for its first administrator, and whether it is the demonstration',
    response: { 200: Type.Object({ needed: Type.Boolean(), demo: Type.Boolean() }) },
  },
})

export const completeSetup = endpoint({
  method: 'POST',
  url: '/v1/setup',
  config: { access: 'open' },
  schema: {
    summary: 'Makes the first administrator, with the one-time token that the server printed at its first start',
    body: Type.Object(
      {
        token: Type.String({ maxLength: 100 }),
        login: LoginField,
        name: Type.String({ minLength: 2, maxLength: 40 }),
        password: PasswordField,
      },
      { additionalProperties: false },
    ),
    response: { 200: MeView, ...refusals(403, 409, 422) },
  },
})

export const signInStaff = endpoint({
  method: 'POST',
  url: '/v1/staff/sign-in',
  config: { access: 'open' },
  schema: {
    summary: 'Signs a member of staff in; the session is a cookie',
    body: Type.Object(
      { login: Type.String({ maxLength: 40 }), password: Type.String({ maxLength: 200 }) },
      { additionalProperties: false },
    ),
    response: { 200: MeView, ...refusals(401, 429) },
  },
})

export const signOutStaff = endpoint({
  method: 'POST',
  url: '/v1/staff/sign-out',
  config: { access: 'staff' },
  schema: { summary: 'Ends the session', response: { 204: Type.Null() } },
})

export const readMe = endpoint({
  method: 'GET',
  url: '/v1/staff/me',
  config: { access: 'staff' },
  schema: { summary: 'Who is signed in and what they may do', response: { 200: MeView } },
})

export const changePassword = endpoint({
  method: 'POST',
  url: '/v1/staff/me/password',
  config: { access: 'staff' },
  schema: {
    summary: 'Sets a new password and ends every other session of the person',
    body: Type.Object(
      { current: Type.String({ maxLength: 200 }), next: PasswordField },
      { additionalProperties: false },
    ),
    response: { 204: Type.Null(), ...refusals(403, 422) },
  },
})

export const listStaff = endpoint({
  method: 'GET',
  url: '/v1/staff',
  config: { access: { act: 'read_staff' } },
  schema: {
    summary: 'The staff within the reader’s reach',
    response: { 200: Type.Object({ staff: Type.Array(StaffView) }) },
  },
})

export const appointStaff = endpoint({
  method: 'POST',
  url: '/v1/staff',
  config: { access: { act: 'appoint_staff' } },
  schema: {
    summary: 'Makes an account with its roles. Refuses two roles that one person may not unite',
    body: Type.Object(
      {
        login: LoginField,
        name: Type.String({ minLength: 2, maxLength: 40 }),
        password: PasswordField,
        grants: Type.Array(GrantBody, { minItems: 1, maxItems: 10 }),
      },
      { additionalProperties: false },
    ),
    response: { 200: StaffView, ...refusals(403, 409, 422) },
  },
})

export const disableStaff = endpoint({
  method: 'POST',
  url: '/v1/staff/:staffId/disable',
  config: { access: { act: 'appoint_staff' } },
  schema: {
    summary: 'Takes an account out of use and ends its sessions at once',
    params: Type.Object({ staffId: IdField }),
    response: { 200: StaffView, ...refusals(404, 409) },
  },
})
