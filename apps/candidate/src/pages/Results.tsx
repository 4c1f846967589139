import { call } from '@kaochang/browser/call'
import { Suspense, lazy } from 'react'
import type { CandidateResult } from '@kaochang/contract/result'
import { RefusalLine } from '../RefusalLine.tsx'
import { useText } from '../text/text.ts'
import { OwnNotices } from './OwnNotices.tsx'
import { ResultCard } from './ResultCard.tsx'
import { ResultSignIn } from './ResultSignIn.tsx'
import { useAnswer } from './use-answer.ts'

// Certificates, with their drawing of QR codes, come once somebody is signed in.
const MyCertificates = lazy(async () => {
  const [{ MyCertificates: part }, { bringCertificateText }] = await Promise.all([
    import('../certificate/MyCertificates.tsx'),
    import('../certificate/certificate-text.ts'),
  ])
  await bringCertificateText()
  return { default: part }
})

const readResults = () => call('GET /v1/candidate/results')

/** The candidate’s own exams; signed out, the way in. */
export function Results() {
  const { t } = useText('pages')
  const [asked, askAgain] = useAnswer(readResults)

  async function signOut() {
    await call('POST /v1/candidate/sign-out').catch(() => null)
    askAgain()
  }

  if (asked.state === 'asking')
    return (
      <p className="column" role="status">
        {t('loading')}
      </p>
    )
  if (asked.state === 'refused') {
    if (asked.refusal.code === 'not_signed_in') return <ResultSignIn signedIn={askAgain} />
    return (
      <section className="column">
        <RefusalLine refusal={asked.refusal} />
        <button type="button" onClick={askAgain}>
          {t('retry')}
        </button>
      </section>
    )
  }
  const { name, idNumberMasked, results } = asked.answer
  return (
    <section className="column">
      <div className="results-head">
        <div>
          <h1>{t('results.title')}</h1>
          <p className="muted">{t('results.who', { name, idNumber: idNumberMasked })}</p>
        </div>
        <button type="button" onClick={() => void signOut()}>
          {t('results.signOut')}
        </button>
      </div>
      {results.length === 0 && <p className="empty">{t('results.none')}</p>}
      {results.map((result) => (
        <ResultCard
          key={`${result.examName} ${result.component} ${result.startsAt}`}
          result={result}
          superseded={isSuperseded(result, results)}
        />
      ))}
      <Suspense fallback={null}>
        <MyCertificates />
      </Suspense>
      <OwnNotices />
    </section>
  )
}

/** Whether what follows from a result has happened: the practical exam that it led to stands on this page itself. */
function isSuperseded({ result, startsAt }: CandidateResult, results: readonly CandidateResult[]): boolean {
  if (result?.next.kind !== 'practical_exam') return false
  return results.some((other) => other.component === 'practical' && other.startsAt >= startsAt)
}
