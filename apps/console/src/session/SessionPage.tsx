import { Card, Descriptions, Typography } from 'antd'
import { useParams } from 'react-router'
import { Loaded } from '../frame/Loaded.tsx'
import { PageHeading } from '../frame/PageHeading.tsx'
import { When } from '../frame/When.tsx'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { Progress } from '../practical/Progress.tsx'
import { Standard } from '../practical/Standard.tsx'
import { tradeName } from '../practical/trade-name.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { Roster } from './Roster.tsx'
import { SafeExamBrowser } from './SafeExamBrowser.tsx'
import { SessionLife } from './SessionLife.tsx'
import { SessionState } from './SessionState.tsx'
import './session.css'

/** One session as a life: where it stands, what comes next, and everything that was fixed for it. */
export function SessionPage() {
  const { t, language } = useTexts()
  const { sessionId = '' } = useParams()
  const may = useMay()
  const answer = useAnswer('GET /v1/sessions/:sessionId', { params: { sessionId } }, { everyMs: 10_000 })

  return (
    <Loaded answer={answer}>
      {(session) => {
        const practical = session.practicalStandard
        const { admissionMinutes: admission, lateEntryMinutes: late, earliestHandInMinutes: handIn } = session.settings
        return (
          <>
            <PageHeading
              title={session.name}
              trail={{ to: '/sessions', name: t('session.sessions') }}
              tags={<SessionState state={session.state} />}
            />
            <div className="stack">
              <SessionLife session={session} />
              <Card title={t('session.facts')}>
                <Descriptions
                  size="small"
                  column={2}
                  items={[
                    {
                      key: 'starts',
                      label: t('session.startsAt'),
                      children: (
                        <span className="strong">
                          <When at={session.startsAt} />
                        </span>
                      ),
                    },
                    {
                      key: 'category',
                      label: t('session.category'),
                      children: [
                        t(`words.category.${session.category}`),
                        session.trade && tradeName(session.trade, language),
                        session.category === 'operator' && t(`practical.components.${session.component}`),
                      ]
                        .filter(Boolean)
                        .join(' · '),
                    },
                    {
                      key: 'admission',
                      label: t('session.admissionWindow'),
                      children: (
                        <span>
                          <When at={session.admissionOpensAt} /> – <When at={session.admissionClosesAt} />
                        </span>
                      ),
                    },
                    {
                      key: 'duration',
                      label: t(practical ? 'practical.minutesEach' : 'session.duration'),
                      children: t('session.durationMinutes', { minutes: session.blueprint.durationMinutes }),
                    },
                    {
                      key: 'site',
                      label: t('session.site'),
                      children: `${session.site.name} · ${session.site.address}`,
                    },
                    {
                      key: 'rooms',
                      label: t('session.rooms'),
                      children: session.rooms
                        .map(({ name, seatCount: seats }) =>
                          t(practical ? 'practical.places' : 'session.roomsWords', { name, seats }),
                        )
                        .join(t('words.and')),
                    },
                    ...(practical
                      ? [{ key: 'standard', label: t('practical.standard'), span: 2, children: practical.name }]
                      : [
                          {
                            key: 'blueprint',
                            label: t('session.blueprint'),
                            children: session.blueprint.title[language],
                          },
                          {
                            key: 'banks',
                            label: t('session.banks'),
                            children: session.banks.map(({ name }) => name).join(t('words.and')),
                          },
                        ]),
                    {
                      key: 'settings',
                      label: t('session.rules'),
                      span: 2,
                      children: practical
                        ? t('practical.settingsWords', { admission, late })
                        : t('session.settingsWords', { admission, late, handIn }),
                    },
                    ...(practical
                      ? []
                      : [
                          {
                            key: 'identity',
                            label: t('session.identity'),
                            span: 2,
                            children: t(`session.identityIs.${session.settings.identity}`),
                          },
                          {
                            key: 'photographs',
                            label: t('session.photographs'),
                            span: 2,
                            children: session.settings.photographs
                              ? t('session.photographsEvery', { minutes: session.settings.photographs.everyMinutes })
                              : t('session.photographsNone'),
                          },
                        ]),
                  ]}
                />
              </Card>
              {!practical && <SafeExamBrowser session={session} />}
              {practical && (
                <Card title={t('practical.standard')}>
                  <Standard standard={practical} />
                </Card>
              )}
              {practical && may('read_practical') && MARKED.includes(session.state) && (
                <Progress sessionId={session.id} />
              )}
              {session.seal && (
                <Card title={t('session.commitments')}>
                  <div className="stack">
                    <p className="quiet">{t('session.commitmentsAbout')}</p>
                    <dl className="commitments">
                      {(['poolHash', 'blueprintHash', 'rosterHash', 'secretCommitment'] as const).map((name) => (
                        <Commitment key={name} name={t(`session.${name}`)} hash={session.seal?.[name] ?? ''} />
                      ))}
                      <dt>{t('session.sealedAt')}</dt>
                      <dd>
                        <When at={session.seal.sealedAt} />
                      </dd>
                    </dl>
                  </div>
                </Card>
              )}
              {may('read_roster') && <Roster session={session} />}
            </div>
          </>
        )
      }}
    </Loaded>
  )
}

/** From when on there is something to see of the marking. */
const MARKED: readonly string[] = ['sealed', 'open', 'ended', 'scored', 'released']

function Commitment({ name, hash }: { name: string; hash: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <Typography.Text className="code" copyable>
          {hash}
        </Typography.Text>
      </dd>
    </>
  )
}
