import { Button, Drawer, Tabs } from 'antd'
import { useTexts } from '../language/language.ts'
import { EnterList } from './EnterList.tsx'
import { EnterOne } from './EnterOne.tsx'

/** Takes people onto the roll: one by one, or a list that was pasted or stands in a file. */
export function EnterPeople({ enterpriseId, onClose }: { enterpriseId: string; onClose: () => void }) {
  const { t } = useTexts()
  return (
    <Drawer
      open
      size={820}
      title={t('enterprise.enter')}
      onClose={onClose}
      footer={<Button onClick={onClose}>{t('frame.close')}</Button>}
    >
      <Tabs
        items={[
          {
            key: 'one',
            label: t('enterprise.oneByOne'),
            children: <EnterOne enterpriseId={enterpriseId} onDone={onClose} />,
          },
          { key: 'list', label: t('enterprise.byList'), children: <EnterList enterpriseId={enterpriseId} /> },
        ]}
      />
    </Drawer>
  )
}
