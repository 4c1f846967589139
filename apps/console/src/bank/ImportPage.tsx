import { Card, Steps } from 'antd'
import { useParams } from 'react-router'
import { Loaded } from '../frame/Loaded.tsx'
import { PageHeading } from '../frame/PageHeading.tsx'
import { useTexts } from '../language/language.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { useFilters } from '../wire/use-filters.ts'
import { ImportCheck } from './ImportCheck.tsx'
import { ImportDone } from './ImportDone.tsx'
import { ImportUpload } from './ImportUpload.tsx'

/** From a file to items in the bank: choose, check what was understood, settle. The staged file stands in the address. */
export function ImportPage() {
  const { t } = useTexts()
  const { bankId = '' } = useParams()
  const [{ import: importId = '' }, setFilters] = useFilters(['import'])
  const bank = useAnswer('GET /v1/banks/:bankId', { params: { bankId } })
  const staged = useAnswer(
    'GET /v1/banks/:bankId/imports/:importId',
    { params: { bankId, importId } },
    { enabled: importId !== '' },
  )
  const settled = staged.data !== undefined && staged.data.state !== 'staged'
  const startOver = () => setFilters({ import: undefined })

  return (
    <Loaded answer={bank}>
      {({ name }) => (
        <>
          <PageHeading
            title={t('bank.import.title')}
            trail={{ to: `/banks/${bankId}`, name }}
            about={t('bank.import.into', { name })}
          />
          <div className="stack">
            <Card>
              <Steps
                size="small"
                current={importId === '' ? 0 : settled ? 2 : 1}
                items={[
                  { title: t('bank.import.steps.upload') },
                  { title: t('bank.import.steps.understood') },
                  { title: t('bank.import.steps.done') },
                ]}
              />
            </Card>
            {importId === '' ? (
              <ImportUpload bankId={bankId} onStaged={(id) => setFilters({ import: id })} />
            ) : (
              <Loaded answer={staged}>
                {(read) =>
                  read.state === 'staged' ? (
                    <ImportCheck bankId={bankId} read={read} onStartOver={startOver} />
                  ) : (
                    <ImportDone bankId={bankId} read={read} onStartOver={startOver} />
                  )
                }
              </Loaded>
            )}
          </div>
        </>
      )}
    </Loaded>
  )
}
