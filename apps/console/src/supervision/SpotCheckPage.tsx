import { DownloadOutlined } from '@ant-design/icons'
import type { SpotCheckView } from '@kaochang/contract/supervision'
import { marksText } from '@kaochang/domain/law/marks'
import { Alert, App, Button, Card } from 'antd'
import { Link, useParams } from 'react-router'
import { Loaded } from '../frame/Loaded.tsx'
import { PageHeading } from '../frame/PageHeading.tsx'
import { When } from '../frame/When.tsx'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { useAct } from '../wire/use-act.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { CheckRooms } from './CheckRooms.tsx'
import { CheckedPeople } from './CheckedPeople.tsx'
import { RoleTable } from './RoleTable.tsx'
import { CheckState } from './SpotChecksPage.tsx'
import './supervision.css'

const LOOK_EVERY_MS = 3_000

/** One spot check: the table by role as it grows, the rooms with their codes, the people, and its end. */
export function SpotCheckPage() {
  const { spotCheckId = '' } = useParams()
  const answer = useAnswer('GET /v1/spot-checks/:spotCheckId', { params: { spotCheckId } }, { everyMs: LOOK_EVERY_MS })
  return <Loaded answer={answer}>{(check) => <Check check={check} />}</Loaded>
}

function Check({ check }: { check: SpotCheckView }) {
  const { t } = useTexts()
  const may = useMay()
  const live = check.closedAt === null
  return (
    <>
      <PageHeading
        title={check.name}
        trail={{ to: '/spot-checks', name: t('supervision.checks') }}
        tags={<CheckState closedAt={check.closedAt} />}
        about={
          <>
            {[
              check.enterprise.name,
              check.place,
              `${t('supervision.cutScore')} ${marksText(check.cutScore)}`,
              `${check.durationMinutes} ${t('supervision.minutesUnit')}`,
              check.openedBy,
            ].join(' · ')}
            {' · '}
            <When at={check.openedAt} />
          </>
        }
        acts={
          <>
            {!live && may('write_recommendation') && (
              <Link to={`/letters?spotCheckId=${check.id}`}>
                <Button>{t('supervision.writeLetter')}</Button>
              </Link>
            )}
            {live && may('hold_spot_check') && <CloseCheck check={check} />}
          </>
        }
      />
      <div className="stack">
        {live && <Prepare check={check} />}
        <Card
          title={t('supervision.table')}
          extra={
            <div className="row">
              {live && <span className="quiet">{t('supervision.tableLive')}</span>}
              <a href={`/v1/spot-checks/${check.id}/table.xlsx`} download>
                <DownloadOutlined /> {t('supervision.download')}
              </a>
            </div>
          }
        >
          <RoleTable table={check.table} />
        </Card>
        {live && <CheckRooms check={check} />}
        <Card title={t('supervision.people')}>
          <CheckedPeople check={check} />
        </Card>
      </div>
    </>
  )
}

/** Only seen when the drawing was interrupted between the commitment and the papers. */
function Prepare({ check }: { check: SpotCheckView }) {
  const { t } = useTexts()
  const prepare = useAct('POST /v1/spot-checks/:spotCheckId/prepare')
  if (check.sessions.every(({ state }) => state !== 'announced')) return null
  return (
    <>
      <Alert
        type="warning"
        showIcon
        title={t('supervision.prepareWhat')}
        action={
          <Button loading={prepare.isPending} onClick={() => prepare.mutate({ params: { spotCheckId: check.id } })}>
            {t('supervision.prepare')}
          </Button>
        }
      />
      <RefusalAlert error={prepare.error} />
    </>
  )
}

function CloseCheck({ check }: { check: SpotCheckView }) {
  const { t } = useTexts()
  const { modal, message } = App.useApp()
  const close = useAct('POST /v1/spot-checks/:spotCheckId/close', {
    onDone: () => void message.success(t('supervision.closeDone')),
  })
  const absent = check.people.filter(({ state }) => state === 'expected' || state === 'checked_in').length
  const failed = check.people.filter(({ outcome }) => outcome === 'reassessment').length
  const ask = () =>
    modal.confirm({
      title: t('supervision.closeTitle'),
      content: t('supervision.closeWhat', { absent, failed }),
      okText: t('supervision.close'),
      cancelText: t('frame.cancel'),
      onOk: () => close.mutate({ params: { spotCheckId: check.id } }),
    })
  return (
    <>
      <Button type="primary" loading={close.isPending} onClick={ask}>
        {t('supervision.close')}
      </Button>
      <RefusalAlert error={close.error} />
    </>
  )
}
