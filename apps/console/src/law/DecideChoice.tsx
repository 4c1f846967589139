import { Alert, App, Button, Descriptions, Modal } from 'antd'
import { Loaded } from '../frame/Loaded.tsx'
import { useMe } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { dateText } from '../time/beijing-time.ts'
import { useAct } from '../wire/use-act.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { Moves } from './Moves.tsx'
import { choiceTopic, choiceValue } from './choice-words.ts'

/** A choice of the province that waits; another person confirms it or does not agree. */
export function DecideChoice({
  choiceId,
  mayDecide,
  onClose,
}: {
  choiceId: string
  mayDecide: boolean
  onClose: () => void
}) {
  const { t, language } = useTexts()
  const { message } = App.useApp()
  const me = useMe()
  const answer = useAnswer('GET /v1/law/choices/:choiceId', { params: { choiceId } })
  const decide = useAct('POST /v1/law/choices/:choiceId/decide', {
    onDone: ({ choice }) => {
      void message.success(choice.decision === 'confirmed' ? t('law.decided') : t('law.rejectDone'))
      onClose()
    },
  })
  const say = (decision: 'confirmed' | 'rejected') => decide.mutate({ params: { choiceId }, body: { decision } })
  const choice = answer.data?.choice
  const own = choice?.proposedById === me.id
  const open = choice?.decision === null && mayDecide && !own

  return (
    <Modal
      open
      width={720}
      title={t('law.choiceTitle')}
      onCancel={onClose}
      footer={[
        <Button key="close" onClick={onClose}>
          {t('frame.close')}
        </Button>,
        open && (
          <Button key="reject" disabled={decide.isPending} onClick={() => say('rejected')}>
            {t('law.reject')}
          </Button>
        ),
        open && (
          <Button key="confirm" type="primary" loading={decide.isPending} onClick={() => say('confirmed')}>
            {t('law.choiceConfirm')}
          </Button>
        ),
      ]}
    >
      <Loaded answer={answer}>
        {(found) => (
          <div className="stack">
            <Descriptions
              bordered
              size="small"
              column={1}
              items={[
                { key: 'topic', label: t('law.question'), children: choiceTopic(found.choice.name, t, language) },
                { key: 'value', label: t('law.chooseValue'), children: choiceValue(found.choice, t, language) },
                { key: 'from', label: t('law.fromDate'), children: dateText(found.choice.fromDate, language) },
                { key: 'reference', label: t('law.reference'), children: found.choice.reference },
              ]}
            />
            {found.moves && <Moves moves={found.moves} />}
            {own && found.choice.decision === null && <Alert type="info" showIcon title={t('law.ownEntry')} />}
            <RefusalAlert error={decide.error} />
          </div>
        )}
      </Loaded>
    </Modal>
  )
}
