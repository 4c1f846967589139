import type { InstitutionView } from '@kaochang/contract/training'
import { App, Button, Card, DatePicker, Form, Input, Modal, Select, Table } from 'antd'
import type { Dayjs } from 'dayjs'
import { useState } from 'react'
import { AskReason } from '../frame/AskReason.tsx'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { useMay, useMe } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { provinceName } from '../language/words.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { useAct } from '../wire/use-act.ts'
import { useAnswer } from '../wire/use-answer.ts'

/** The register of who may train (R07-1). */
export function Institutions() {
  const { t, language } = useTexts()
  const may = useMay()
  const answer = useAnswer('GET /v1/training-institutions', {})
  const [registering, setRegistering] = useState(false)
  const [leaving, setLeaving] = useState<InstitutionView | null>(null)
  const withdraw = useAct('POST /v1/training-institutions/:institutionId/withdraw', {
    onDone: () => setLeaving(null),
  })
  const register = may('edit_institutions') && (
    <Button onClick={() => setRegistering(true)}>{t('training.registerInstitution')}</Button>
  )
  return (
    <Card title={<span className="quiet">{t('training.institutionsAbout')}</span>} extra={register}>
      <Loaded answer={answer}>
        {({ institutions }) => (
          <Table<InstitutionView>
            rowKey="id"
            size="middle"
            dataSource={institutions}
            pagination={{ pageSize: 20, hideOnSinglePage: true }}
            locale={{
              emptyText: (
                <EmptyPage
                  what={t('training.noInstitutions')}
                  begin={t('training.noInstitutionsBegin')}
                  act={register}
                />
              ),
            }}
            columns={[
              {
                title: t('training.institutionName'),
                key: 'name',
                render: (_, { name, kind }) => (
                  <>
                    <span className="strong">{name}</span>
                    {kind === 'enterprise' && <div className="quiet">{t('training.ownTraining')}</div>}
                  </>
                ),
              },
              {
                title: t('training.province'),
                key: 'province',
                width: 110,
                render: (_, { province }) => provinceName(province, language),
              },
              {
                title: t('training.reference'),
                key: 'reference',
                width: 280,
                render: (_, { reference, reportedOn }) => (
                  <>
                    {reference}
                    <div className="quiet numbers">{reportedOn}</div>
                  </>
                ),
              },
              {
                key: 'state',
                width: 220,
                align: 'right',
                render: (_, institution) =>
                  institution.withdrawnOn !== null ? (
                    <span className="quiet">{t('training.withdrawn', { day: institution.withdrawnOn })}</span>
                  ) : may('edit_institutions') ? (
                    <Button size="small" danger onClick={() => setLeaving(institution)}>
                      {t('training.withdraw')}
                    </Button>
                  ) : (
                    t('training.inRegister')
                  ),
              },
            ]}
          />
        )}
      </Loaded>
      {registering && <RegisterInstitution onClose={() => setRegistering(false)} />}
      {leaving && (
        <AskReason
          danger
          title={t('training.withdraw')}
          what={t('training.withdrawWhat', { name: leaving.name })}
          okText={t('training.withdraw')}
          pending={withdraw.isPending}
          error={withdraw.error}
          onReason={(reason) => withdraw.mutate({ params: { institutionId: leaving.id }, body: { reason } })}
          onClose={() => setLeaving(null)}
        />
      )}
    </Card>
  )
}

type Fields = { name: string; enterpriseId?: string | null; reportedOn: Dayjs; reference: string; province: string }

function RegisterInstitution({ onClose }: { onClose: () => void }) {
  const { t, language } = useTexts()
  const { message } = App.useApp()
  const { grants } = useMe()
  const [form] = Form.useForm<Fields>()
  const enterprises = useAnswer('GET /v1/enterprises', {})
  const register = useAct('POST /v1/training-institutions', {
    onDone: ({ name }) => {
      void message.success(t('training.institutionDone', { name }))
      onClose()
    },
  })
  const provinces = [...new Set(grants.flatMap(({ province }) => province ?? []))]
  const needed = [{ required: true, min: 2, max: 120, whitespace: true, message: t('training.needed') }]
  return (
    <Modal
      open
      title={t('training.registerInstitution')}
      okText={t('training.registerInstitution')}
      cancelText={t('frame.cancel')}
      confirmLoading={register.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        initialValues={{ province: provinces[0] }}
        onFinish={({ reportedOn, enterpriseId, ...body }) =>
          register.mutate({
            body: { ...body, enterpriseId: enterpriseId ?? null, reportedOn: reportedOn.format('YYYY-MM-DD') },
          })
        }
      >
        <Form.Item name="province" label={t('training.province')} hidden={provinces.length < 2}>
          <Select options={provinces.map((code) => ({ value: code, label: provinceName(code, language) }))} />
        </Form.Item>
        <Form.Item name="name" label={t('training.institutionName')} rules={needed}>
          <Input autoFocus />
        </Form.Item>
        <Form.Item name="enterpriseId" label={t('training.ownTraining')} extra={t('training.ownTrainingHint')}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            options={(enterprises.data?.enterprises ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
        <Form.Item
          name="reportedOn"
          label={t('training.reportedOn')}
          rules={[{ required: true, message: t('frame.choose') }]}
        >
          <DatePicker />
        </Form.Item>
        <Form.Item name="reference" label={t('training.reference')} rules={needed}>
          <Input />
        </Form.Item>
        <RefusalAlert error={register.error} />
      </Form>
    </Modal>
  )
}
