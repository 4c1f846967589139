import type { ApplicationView } from '@kaochang/contract/application'
import { App, Button, Checkbox, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { AskReason } from '../frame/AskReason.tsx'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { dateText } from '../time/beijing-time.ts'
import { useAct } from '../wire/use-act.ts'
import { AskForPapers } from './AskForPapers.tsx'
import { kindsWords } from './Papers.tsx'
import { RefuseApplication } from './RefuseApplication.tsx'

/** What comes next, in words, with the acts of whoever is looking. */
export function NextStep({ application }: { application: ApplicationView }) {
  const may = useMay()
  if (may('apply')) return <ForTheEnterprise application={application} />
  return may('review_application') ? <ForTheOfficer application={application} /> : null
}

function Shown({ words, acts }: { words: string; acts?: ReactNode }) {
  return (
    <div className="next-step">
      <p>{words}</p>
      {acts && <div className="row">{acts}</div>}
    </div>
  )
}

function ForTheEnterprise({ application }: { application: ApplicationView }) {
  const { t } = useTexts()
  const { state, required, lacking } = application
  const missing = required.filter(({ present }) => !present).flatMap(({ anyOf }) => anyOf.slice(0, 1))
  switch (state) {
    case 'draft':
      return (
        <Shown
          words={
            missing.length > 0
              ? t('application.clerkDraft', { kinds: kindsWords(missing, t) })
              : t('application.clerkDraftReady')
          }
          acts={
            <>
              <Submit application={application} />
              <Withdraw application={application} />
            </>
          }
        />
      )
    case 'submitted':
      return <Shown words={t('application.clerkSubmitted')} acts={<Withdraw application={application} />} />
    case 'supplement_asked': {
      const wanted = [...new Set([...lacking, ...missing])]
      return (
        <Shown
          words={
            wanted.length > 0
              ? t('application.clerkAsked', { kinds: kindsWords(wanted, t) })
              : t('application.clerkAskedReady')
          }
          acts={
            <>
              <Supplement application={application} ready={wanted.length === 0} />
              <Withdraw application={application} />
            </>
          }
        />
      )
    }
    case 'accepted':
      return <Shown words={t('application.clerkAccepted')} />
    case 'refused':
      return <Shown words={t('application.clerkRefused')} />
    case 'withdrawn':
      return <Shown words={t('application.clerkWithdrawn')} />
  }
}

function ForTheOfficer({ application }: { application: ApplicationView }) {
  const { t, language } = useTexts()
  const [asking, setAsking] = useState(false)
  const [refusing, setRefusing] = useState(false)
  const { state, required, completeAt, clocks, findings, steps } = application
  const missing = required.filter(({ present }) => !present).flatMap(({ anyOf }) => anyOf.slice(0, 1))
  const due = clocks.find(({ clock }) => clock === 'asking')?.due
  const counted = steps.some(({ act }) => act === 'counted_as_accepted')
  const asked = steps.some(({ act }) => act === 'supplement_asked')
  const notMet = findings.some(({ verdict }) => verdict === 'not_met')

  if (state !== 'submitted' && state !== 'supplement_asked') return null
  const words =
    state === 'supplement_asked'
      ? t('application.officerWaiting')
      : completeAt === null
        ? t('application.officerIncomplete', {
            kinds: kindsWords(missing, t),
            date: due === undefined ? '' : dateText(due, language),
          })
        : notMet
          ? t('application.officerNotMet')
          : counted
            ? t('application.officerCounted')
            : t('application.officerReady')
  const acts = (
    <>
      {state === 'submitted' && !asked && !counted && (
        <Button onClick={() => setAsking(true)}>{t('application.ask')}</Button>
      )}
      <Button danger onClick={() => setRefusing(true)}>
        {t('application.refuse')}
      </Button>
      {state === 'submitted' && <Accept application={application} disabled={completeAt === null || notMet} />}
    </>
  )
  return (
    <>
      <Shown words={words} acts={acts} />
      {asking && <AskForPapers application={application} missing={missing} onClose={() => setAsking(false)} />}
      {refusing && <RefuseApplication application={application} onClose={() => setRefusing(false)} />}
    </>
  )
}

function Submit({ application: { id, person, findings } }: { application: ApplicationView }) {
  const { t } = useTexts()
  const { modal, message } = App.useApp()
  const submit = useAct('POST /v1/applications/:applicationId/submit', {
    onDone: () => void message.success(t('application.submitted')),
  })
  const ask = () =>
    modal.confirm({
      title: t('application.submitTitle'),
      content: findings.some(({ verdict }) => verdict === 'not_met') ? t('application.clerkNotMet') : person.name,
      okText: t('application.submit'),
      cancelText: t('frame.cancel'),
      onOk: () => submit.mutate({ params: { applicationId: id } }),
    })
  return (
    <>
      <RefusalAlert error={submit.error} />
      <Button type="primary" size="large" loading={submit.isPending} onClick={ask}>
        {t('application.submit')}
      </Button>
    </>
  )
}

function Supplement({ application: { id }, ready }: { application: ApplicationView; ready: boolean }) {
  const { t } = useTexts()
  const { message } = App.useApp()
  const supplement = useAct('POST /v1/applications/:applicationId/supplement', {
    onDone: () => void message.success(t('application.supplemented')),
  })
  return (
    <>
      <RefusalAlert error={supplement.error} />
      <Button
        type="primary"
        size="large"
        disabled={!ready}
        loading={supplement.isPending}
        onClick={() => supplement.mutate({ params: { applicationId: id } })}
      >
        {t('application.supplement')}
      </Button>
    </>
  )
}

function Withdraw({ application: { id } }: { application: ApplicationView }) {
  const { t } = useTexts()
  const { message } = App.useApp()
  const [open, setOpen] = useState(false)
  const withdraw = useAct('POST /v1/applications/:applicationId/withdraw', {
    onDone: () => {
      setOpen(false)
      void message.success(t('application.withdrawn'))
    },
  })
  return (
    <>
      <Button size="large" onClick={() => setOpen(true)}>
        {t('application.withdraw')}
      </Button>
      {open && (
        <AskReason
          title={t('application.withdrawTitle')}
          what={t('application.withdrawWhat')}
          okText={t('application.withdraw')}
          pending={withdraw.isPending}
          error={withdraw.error}
          onReason={(reason) => withdraw.mutate({ params: { applicationId: id }, body: { reason } })}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}

/** Says what accepting brings about; where something must be verified, that it was. */
function Accept({ application, disabled }: { application: ApplicationView; disabled: boolean }) {
  const { t } = useTexts()
  const { message } = App.useApp()
  const [open, setOpen] = useState(false)
  const [verified, setVerified] = useState(false)
  const { id, category, findings } = application
  const toVerify = findings.some(({ verdict }) => verdict === 'to_verify')
  const accept = useAct('POST /v1/applications/:applicationId/accept', {
    onDone: () => {
      setOpen(false)
      void message.success(t('application.accepted'))
    },
  })
  return (
    <>
      <Button type="primary" disabled={disabled} onClick={() => setOpen(true)}>
        {t('application.accept')}
      </Button>
      <Modal
        open={open}
        title={t('application.acceptTitle')}
        okText={t('application.accept')}
        cancelText={t('frame.cancel')}
        okButtonProps={{ disabled: toVerify && !verified }}
        confirmLoading={accept.isPending}
        onOk={() => accept.mutate({ params: { applicationId: id }, body: { papersVerified: verified } })}
        onCancel={() => setOpen(false)}
      >
        <div className="stack">
          <p>
            {t('application.acceptWhat')}
            {category === 'operator' && t('application.acceptOperator')}
          </p>
          {toVerify && (
            <Checkbox checked={verified} onChange={({ target }) => setVerified(target.checked)}>
              {t('application.verified')}
            </Checkbox>
          )}
          <RefusalAlert error={accept.error} />
        </div>
      </Modal>
    </>
  )
}
