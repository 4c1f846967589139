import type { ItemView } from '@kaochang/contract/bank'
import { App, Button, Descriptions, Drawer, Segmented, Tag } from 'antd'
import { useState } from 'react'
import { Loaded } from '../frame/Loaded.tsx'
import { When } from '../frame/When.tsx'
import { AskReason } from '../frame/AskReason.tsx'
import { useMay } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { areaName } from '../language/words.ts'
import { timeText } from '../time/beijing-time.ts'
import { useAct } from '../wire/use-act.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { ItemAsSeen } from './ItemAsSeen.tsx'
import { ItemVersions } from './ItemVersions.tsx'
import { ReviseForm } from './ReviseForm.tsx'

type View = 'seen' | 'versions' | 'revise'

/** One item: as a candidate sees it, its key, its versions, and the acts on it. */
export function ItemDrawer({ bankId, itemId, onClose }: { bankId: string; itemId: string; onClose: () => void }) {
  const { t } = useTexts()
  const { message } = App.useApp()
  const may = useMay()
  const [view, setView] = useState<View>('seen')
  const [retiring, setRetiring] = useState(false)
  const answer = useAnswer('GET /v1/banks/:bankId/items/:itemId', { params: { bankId, itemId } })
  const retire = useAct('POST /v1/banks/:bankId/items/:itemId/retire', {
    onDone: () => {
      setRetiring(false)
      void message.success(t('bank.retiredDone'))
    },
  })
  const newest = answer.data?.versions[0]
  const editable = may('edit_bank') && newest !== undefined && newest.retiredAt === null

  return (
    <Drawer
      open
      size={760}
      onClose={onClose}
      title={newest ? <ItemTitle item={newest} /> : t('bank.items')}
      extra={
        editable && (
          <Button danger onClick={() => setRetiring(true)}>
            {t('bank.retire')}
          </Button>
        )
      }
    >
      <Loaded answer={answer}>
        {({ versions }) => {
          const item = versions[0]
          if (!item) return null
          return (
            <div className="stack">
              <Segmented<View>
                value={view}
                onChange={setView}
                options={[
                  { value: 'seen', label: t('bank.asSeen') },
                  { value: 'versions', label: t('bank.versions') },
                  ...(editable ? [{ value: 'revise' as const, label: t('bank.revise') }] : []),
                ]}
              />
              {view === 'seen' && <SeenView item={item} />}
              {view === 'versions' && <ItemVersions versions={versions} />}
              {view === 'revise' && (
                <ReviseForm
                  // A version that somebody wrote meanwhile starts the form anew.
                  key={item.version}
                  bankId={bankId}
                  item={item}
                  onDone={(version) => {
                    void message.success(t('bank.revised', { version }))
                    setView('versions')
                  }}
                />
              )}
            </div>
          )
        }}
      </Loaded>
      {retiring && (
        <AskReason
          title={t('bank.retireTitle')}
          what={t('bank.retireWhat')}
          okText={t('bank.retire')}
          danger
          pending={retire.isPending}
          error={retire.error}
          onReason={(reason) => retire.mutate({ params: { bankId, itemId }, body: { reason } })}
          onClose={() => setRetiring(false)}
        />
      )}
    </Drawer>
  )
}

function ItemTitle({ item: { version, retiredAt } }: { item: ItemView }) {
  const { t, language } = useTexts()
  return (
    <>
      {t('bank.version', { version })}{' '}
      {retiredAt !== null && <Tag>{t('bank.retiredAt', { at: timeText(retiredAt, language) })}</Tag>}
    </>
  )
}

function SeenView({ item }: { item: ItemView }) {
  const { t, language } = useTexts()
  return (
    <>
      <ItemAsSeen item={item} withKey />
      <p className="quiet">{t('bank.asSeenAbout')}</p>
      <Descriptions
        column={1}
        size="small"
        items={[
          { key: 'key', label: t('bank.key'), children: <span className="code strong">{item.key}</span> },
          { key: 'area', label: t('bank.area'), children: areaName(item.area, language) },
          { key: 'clause', label: t('bank.clause'), children: item.clause ?? t('bank.noClause') },
          { key: 'edition', label: t('bank.edition'), children: item.edition ?? t('bank.noClause') },
          {
            key: 'version',
            label: t('bank.version', { version: item.version }),
            children: <When at={item.createdAt} />,
          },
        ]}
      />
    </>
  )
}
