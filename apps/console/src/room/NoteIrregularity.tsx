import { IRREGULARITY_KINDS, type IrregularityKind } from '@kaochang/domain/sitting/irregularity'
import { App, Select } from 'antd'
import { useState } from 'react'
import { AskReason } from '../frame/AskReason.tsx'
import { useTexts } from '../language/language.ts'
import { useAct } from '../wire/use-act.ts'

/** Notes what went wrong in the room, or with one candidate, for the room record. */
export function NoteIrregularity({
  room,
  sittingId,
  title,
  onClose,
}: {
  room: { readonly sessionId: string; readonly roomId: string }
  /** Null for the whole room. */
  sittingId: string | null
  title: string
  onClose: () => void
}) {
  const { t } = useTexts()
  const { message } = App.useApp()
  const [kind, setKind] = useState<IrregularityKind>('terminal_fault')
  const note = useAct('POST /v1/sessions/:sessionId/rooms/:roomId/irregularities', {
    onDone: () => {
      void message.success(t('room.noted'))
      onClose()
    },
  })
  return (
    <AskReason
      title={title}
      what={t('room.noteAbout')}
      okText={t('room.note')}
      pending={note.isPending}
      error={note.error}
      onReason={(reason) => note.mutate({ params: room, body: { sittingId, kind, reason } })}
      onClose={onClose}
    >
      <Select
        aria-label={t('room.noteKind')}
        style={{ width: '100%' }}
        value={kind}
        onChange={setKind}
        options={IRREGULARITY_KINDS.map((value) => ({ value, label: t(`room.irregularity.${value}`) }))}
      />
    </AskReason>
  )
}
