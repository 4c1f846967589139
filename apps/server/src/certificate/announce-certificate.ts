import type { Certificate } from '@kaochang/database/certificate'
import type { Transaction } from '@kaochang/database/client'
import { insertNotice } from '@kaochang/database/notice'
import type { CancellationGround } from '@kaochang/domain/certificate/certificate'
import type { StaffId } from '@kaochang/domain/ids'
import type { Instant } from '@kaochang/domain/instant'
import { issuerName } from '@kaochang/domain/notice/authority'
import { certificateSubject, certificateTitle } from './certificate-words.ts'

/** What is announced of a certificate: that it was issued, revoked, or struck off and why. */
export type Announced = 'issued' | 'revoked' | { readonly cancelled: Exclude<CancellationGround, 'revoked'> }

const WORDS: Readonly<Record<'issued' | CancellationGround, string>> = {
  issued: '发放',
  revoked: '撤销',
  expired: '注销（有效期届满）',
  death: '注销（持证人死亡）',
  incapacity: '注销（持证人丧失行为能力）',
  holder_asked: '注销（持证人申请）',
  other: '注销',
}

/**
 * Publishes what became of a certificate (N7, R38-1), in the province that issued it, or for somebody whom the nation
 * assessed in that of the enterprise, with the issuer named (A34). A revocation and the striking off that follows it are
 * one notice.
 */
export async function announceCertificate(
  tx: Transaction,
  certificate: Certificate,
  announced: Announced,
  { at, by }: { at: Instant; by: StaffId | null },
): Promise<void> {
  const { id, province, enterprise, holderName, numberMasked, validFrom, validThrough, category } = certificate
  const word = typeof announced === 'string' ? announced : announced.cancelled
  const validity = validThrough === null ? `${validFrom} 起` : `${validFrom} 至 ${validThrough}`
  await insertNotice(
    tx,
    {
      code: 'N7',
      province: province ?? enterprise?.province ?? null,
      addressee: 'public',
      toName: '社会公众',
      toEmail: null,
      enterpriseId: certificate.enterpriseId,
      personId: certificate.personId,
      about: `certificate:${id}/${word}`,
      facts: {
        person: holderName,
        reasons: [],
        lines: [
          { zh: '事项', en: 'What', value: WORDS[word] },
          { zh: '证件', en: 'Certificate', value: certificateTitle(category).zh },
          { zh: '类别', en: 'For', value: certificateSubject(certificate).zh },
          { zh: '姓名', en: 'Name', value: holderName },
          { zh: '证号', en: 'Number', value: numberMasked },
          { zh: '有效期', en: 'Validity', value: validity },
          { zh: '发证机关', en: 'Issuer', value: issuerName('assessment_authority', province, null).zh },
        ],
      },
      producedBy: by,
    },
    at,
  )
}
