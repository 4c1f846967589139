import type { photographZh } from './photograph-zh.ts'
import type { TextsLike } from './text.ts'

export const photographEn: TextsLike<typeof photographZh> = {
  title: 'Photographs during the exam',
  notice: {
    what: 'What: one photograph at check-in, one at the start, then one about every {{minutes}} minutes. Pictures only, no sound.',
    why: 'Why: to know that it is you, and nobody in your place. A face is sensitive personal information, which takes your separate consent (Personal Information Protection Law, arts. 28 and 29).',
    who: 'Who sees it: the invigilators of this room and auditors; each look is on record. No face is recognised by a machine.',
    until:
      'How long: kept encrypted until {{until}}, then deleted. The authority that holds this exam answers for it and for your questions.',
    otherwise: 'You may sit the exam without: raise your hand, and the chief invigilator checks who you are.',
  },
  agree: 'I agree',
  decline: 'I do not agree',
  declined:
    'You did not agree; no photographs are taken. Raise your hand after signing in: the chief invigilator checks who you are.',
  agreeAfterAll: 'Agree after all',
  trouble: 'Your choice did not reach the server. Choose again, or go on and tell an invigilator.',
  opening: 'Opening the camera…',
  live: 'What the camera sees',
  liveAbout: 'Take off your hat and look into the camera.',
  take: 'Take the photograph',
  still: 'Check-in photograph',
  stillAbout: 'It is used when you press “That is me, continue”.',
  retake: 'Take it once more',
  checkedIn: 'The check-in photograph has been taken.',
  camera: {
    none: 'No camera was found. The exam goes on as always, and the invigilator can see it.',
    refused: 'The browser does not allow the camera. The exam goes on as always, and the invigilator can see it.',
    lost: 'The camera is gone. The exam goes on as always, and the invigilator can see it.',
  },
  sign: { working: 'Camera on', off: 'No camera; the exam goes on' },
}
