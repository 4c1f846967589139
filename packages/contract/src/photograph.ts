import { CAMERA_REPORTS, PHOTOGRAPH_OCCASIONS } from '@kaochang/domain/sitting/photograph'
import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { IdField, InstantField, ReasonField, nullable, oneOf } from './fields.ts'
import { refusals } from './refusal.ts'
import { RoomSitting } from './room.ts'

/** The photo on file of whoever is signed in at this terminal. */
export const OWN_PORTRAIT_URL = '/v1/terminal/portrait'
/** One photograph of a sitting, and the photo on file beside it: for the room's own people. */
export const PHOTOGRAPH_URL = '/v1/sittings/:sittingId/photographs/:photographId'
export const SITTING_PORTRAIT_URL = '/v1/sittings/:sittingId/portraits/:portraitId'
/** A photo on file, for the person's enterprise and its authority. */
export const PORTRAIT_URL = '/v1/enterprises/:enterpriseId/people/:personId/portraits/:portraitId'

/** A photo on file, without the picture. */
export const PortraitView = Type.Object({ id: IdField, uploadedAt: InstantField, uploadedBy: Type.String() })
export type PortraitView = Static<typeof PortraitView>

export const answerConsent = endpoint({
  method: 'POST',
  url: '/v1/terminal/photograph-consent',
  config: { access: 'sitting' },
  schema: {
    summary: 'The candidate agrees to being photographed, or does not; the last word counts',
    body: Type.Object(
      {
        agreed: Type.Boolean(),
        /** The number of the notice they were shown. */
        notice: Type.Integer({ minimum: 1, maximum: 1_000 }),
      },
      { additionalProperties: false },
    ),
    response: { 204: Type.Null(), ...refusals(409, 429) },
  },
})

export const sendPhotograph = endpoint({
  method: 'POST',
  url: '/v1/terminal/photographs/:occasion',
  config: { access: 'sitting' },
  schema: {
    summary:
      'A photograph from the terminal’s camera, JPEG as octets, from a candidate who agreed. It is kept sealed until its retention date',
    params: Type.Object({ occasion: oneOf(PHOTOGRAPH_OCCASIONS) }),
    /** In milliseconds since 1970-01-01T00:00Z, by the server's clock as the terminal carried it on. */
    querystring: Type.Object({ takenAt: Type.String({ pattern: '^\\d{13}$' }) }, { additionalProperties: false }),
    response: { 204: Type.Null(), ...refusals(409, 422, 429) },
  },
})

export const reportCamera = endpoint({
  method: 'POST',
  url: '/v1/terminal/camera',
  config: { access: 'sitting' },
  schema: {
    summary: 'What the terminal says of its camera, for the wall. It never stops the exam',
    body: Type.Object({ camera: oneOf(CAMERA_REPORTS) }, { additionalProperties: false }),
    response: { 204: Type.Null(), ...refusals(409, 429) },
  },
})

export const listPhotographs = endpoint({
  method: 'GET',
  url: '/v1/sittings/:sittingId/photographs',
  config: { access: { act: 'read_room' } },
  schema: {
    summary:
      'Which photographs there are of a candidate, and the photo on file. Who opens them stands in the log of acts',
    params: Type.Object({ sittingId: IdField }),
    response: {
      200: Type.Object({
        portrait: nullable(PortraitView),
        photographs: Type.Array(
          Type.Object({
            id: IdField,
            occasion: oneOf(PHOTOGRAPH_OCCASIONS),
            takenAt: InstantField,
            retainUntil: InstantField,
          }),
        ),
      }),
      ...refusals(404),
    },
  },
})

export const excusePhotographs = endpoint({
  method: 'POST',
  url: '/v1/sittings/:sittingId/excuse-photographs',
  config: { access: { act: 'run_room' } },
  schema: {
    summary:
      'The chief invigilator lets one candidate sit without photographs, with a reason that stands among the irregularities; none is taken from then on',
    params: Type.Object({ sittingId: IdField }),
    body: Type.Object({ reason: ReasonField }, { additionalProperties: false }),
    response: { 200: RoomSitting, ...refusals(404, 409) },
  },
})

export const keepPortrait = endpoint({
  method: 'POST',
  url: '/v1/enterprises/:enterpriseId/people/:personId/portrait',
  config: { access: { act: 'keep_portrait' } },
  schema: {
    summary: 'Puts a photo of a person on file, JPEG or PNG as octets; the newest one counts',
    params: Type.Object({ enterpriseId: IdField, personId: IdField }),
    response: { 200: PortraitView, ...refusals(404, 422) },
  },
})

export const readPortrait = endpoint({
  method: 'GET',
  url: '/v1/enterprises/:enterpriseId/people/:personId/portrait',
  config: { access: { act: 'read_people' } },
  schema: {
    summary: 'The photo on file of a person: whose it is, since when, from whom; null without one',
    params: Type.Object({ enterpriseId: IdField, personId: IdField }),
    response: { 200: Type.Object({ portrait: nullable(PortraitView) }), ...refusals(404) },
  },
})
