import type { StaffView } from '@kaochang/contract/people'
import { App, Button, Card, Checkbox, Input, Select, Table, Tag } from 'antd'
import { ROLES } from '@kaochang/domain/people/roles'
import { useState } from 'react'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { PageHeading } from '../frame/PageHeading.tsx'
import { useMay, useMe } from '../frame/me.ts'
import { useTexts } from '../language/language.ts'
import { RefusalAlert } from '../refusal/RefusalAlert.tsx'
import { timeText } from '../time/beijing-time.ts'
import { useAct } from '../wire/use-act.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { useFilters } from '../wire/use-filters.ts'
import { AppointDrawer } from './AppointDrawer.tsx'
import { GrantWords } from './GrantWords.tsx'
import { useGrantPlaces } from './grant-places.ts'

/** The staff within reach: who holds which role where. */
export function StaffPage() {
  const { t, language } = useTexts()
  const may = useMay()
  const me = useMe()
  const { modal, message } = App.useApp()
  const [appointing, setAppointing] = useState(false)
  const [filters, setFilters] = useFilters(['text', 'role', 'disabled'])
  const answer = useAnswer('GET /v1/staff', {})
  const places = useGrantPlaces()
  const disable = useAct('POST /v1/staff/:staffId/disable', {
    onDone: ({ name }) => void message.success(t('people.disabled', { name })),
  })

  const askToDisable = ({ id, name, login, grants }: StaffView) =>
    modal.confirm({
      title: t('people.disableTitle', { name, login }),
      content: (
        <>
          <GrantWords grants={grants} places={places} />
          <br />
          {t('people.disableWhat')}
        </>
      ),
      okText: t('people.disable'),
      okButtonProps: { danger: true },
      cancelText: t('frame.cancel'),
      onOk: () => disable.mutate({ params: { staffId: id } }),
    })

  const fits = ({ name, login, grants, disabledAt }: StaffView) =>
    (!filters.text || name.includes(filters.text) || login.includes(filters.text.toLowerCase())) &&
    (!filters.role || grants.some(({ role }) => role === filters.role)) &&
    (disabledAt === null || filters.disabled === 'yes')

  return (
    <>
      <PageHeading
        title={t('people.staff')}
        about={t('people.staffAbout')}
        acts={
          may('appoint_staff') && (
            <Button type="primary" onClick={() => setAppointing(true)}>
              {t('people.appoint')}
            </Button>
          )
        }
      />
      <RefusalAlert error={disable.error} />
      <Card
        title={
          <div className="row">
            <Input.Search
              allowClear
              style={{ width: 220 }}
              placeholder={t('people.searchStaff')}
              defaultValue={filters.text}
              onSearch={(text) => setFilters({ text })}
            />
            <Select
              allowClear
              style={{ width: 160 }}
              aria-label={t('people.role')}
              placeholder={t('people.role')}
              value={filters.role}
              onChange={(role?: string) => setFilters({ role })}
              options={ROLES.map((role) => ({ value: role, label: t(`words.role.${role}`) }))}
            />
            <Checkbox
              checked={filters.disabled === 'yes'}
              onChange={({ target }) => setFilters({ disabled: target.checked ? 'yes' : undefined })}
            >
              {t('people.showDisabled')}
            </Checkbox>
          </div>
        }
      >
        <Loaded answer={answer}>
          {({ staff }) => (
            <Table<StaffView>
              rowKey="id"
              size="middle"
              dataSource={staff.filter(fits)}
              pagination={{ pageSize: 20, hideOnSinglePage: true, showTotal: (total) => t('frame.count', { total }) }}
              locale={{ emptyText: <EmptyPage what={t('people.noStaff')} begin={t('people.noStaffBegin')} /> }}
              columns={[
                {
                  title: t('people.name'),
                  key: 'name',
                  width: 160,
                  render: (_, { id, name }) => (
                    <>
                      {name} {id === me.id && <Tag>{t('people.you')}</Tag>}
                    </>
                  ),
                },
                {
                  title: t('people.login'),
                  key: 'login',
                  width: 180,
                  render: (_, { login }) => <span className="code">{login}</span>,
                },
                {
                  title: t('people.rolesAndPlaces'),
                  key: 'grants',
                  render: (_, { grants }) => <GrantWords grants={grants} places={places} />,
                },
                {
                  title: t('people.state'),
                  key: 'state',
                  width: 260,
                  render: (_, { disabledAt }) =>
                    disabledAt === null ? (
                      t('people.inUse')
                    ) : (
                      <span className="quiet">{t('people.disabledAt', { at: timeText(disabledAt, language) })}</span>
                    ),
                },
                {
                  key: 'acts',
                  width: 90,
                  align: 'right',
                  render: (_, person) =>
                    may('appoint_staff') &&
                    person.disabledAt === null &&
                    person.id !== me.id && (
                      <Button size="small" danger onClick={() => askToDisable(person)}>
                        {t('people.disable')}
                      </Button>
                    ),
                },
              ]}
            />
          )}
        </Loaded>
      </Card>
      {appointing && <AppointDrawer places={places} onClose={() => setAppointing(false)} />}
    </>
  )
}
