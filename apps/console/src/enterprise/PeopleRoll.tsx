import type { PersonView } from '@kaochang/contract/enterprise'
import { CATEGORIES } from '@kaochang/domain/law/categories'
import { Card, Checkbox, Input, Select, Table } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { EmptyPage } from '../frame/EmptyPage.tsx'
import { Loaded } from '../frame/Loaded.tsx'
import { useTexts } from '../language/language.ts'
import { useAnswer } from '../wire/use-answer.ts'
import { useFilters } from '../wire/use-filters.ts'
import { ClockDue } from './ClockDue.tsx'
import { PostWarnings } from './PostWarnings.tsx'
import { postName } from './post-words.ts'
import './enterprise.css'

/** The people of an enterprise with their posts, what is wrong with them, and the clock that presses most. */
export function PeopleRoll({ enterpriseId, act }: { enterpriseId: string; act?: ReactNode }) {
  const { t, language } = useTexts()
  const [filters, setFilters] = useFilters(['text', 'category', 'warned', 'former'])
  const answer = useAnswer('GET /v1/enterprises/:enterpriseId/people', {
    params: { enterpriseId },
    querystring: filters.former === 'yes' ? { former: 'yes' } : {},
  })
  const fits = ({ name, posts }: PersonView) =>
    (!filters.text || name.includes(filters.text)) &&
    (!filters.category || posts.some(({ category }) => category === filters.category)) &&
    (filters.warned !== 'yes' || posts.some(({ warnings }) => warnings.length > 0))
  const tick = (key: 'warned' | 'former', label: string) => (
    <Checkbox
      checked={filters[key] === 'yes'}
      onChange={({ target }) => setFilters({ [key]: target.checked ? 'yes' : undefined })}
    >
      {label}
    </Checkbox>
  )

  return (
    <Card
      title={
        <div className="row">
          <Input.Search
            allowClear
            style={{ width: 180 }}
            placeholder={t('enterprise.searchPeople')}
            defaultValue={filters.text}
            onSearch={(text) => setFilters({ text })}
          />
          <Select
            allowClear
            style={{ width: 180 }}
            aria-label={t('enterprise.category')}
            placeholder={t('enterprise.category')}
            value={filters.category}
            onChange={(category?: string) => setFilters({ category })}
            options={CATEGORIES.map((category) => ({ value: category, label: t(`words.category.${category}`) }))}
          />
          {tick('warned', t('enterprise.warned'))}
          {tick('former', t('enterprise.former'))}
        </div>
      }
    >
      <Loaded answer={answer}>
        {({ people }) => (
          <Table<PersonView>
            rowKey="id"
            size="middle"
            dataSource={people.filter(fits)}
            pagination={{ pageSize: 20, hideOnSinglePage: true, showTotal: (total) => t('frame.count', { total }) }}
            locale={{
              emptyText: <EmptyPage what={t('enterprise.rollNone')} begin={t('enterprise.rollNoneBegin')} act={act} />,
            }}
            columns={[
              {
                title: t('enterprise.personName'),
                key: 'name',
                width: 190,
                render: (_, { id, name, idNumberMasked }) => (
                  <>
                    <Link className="strong" to={`/enterprises/${enterpriseId}/people/${id}`}>
                      {name}
                    </Link>
                    <div className="quiet code">{idNumberMasked}</div>
                  </>
                ),
              },
              {
                title: t('enterprise.post'),
                key: 'posts',
                render: (_, { posts }) => (
                  <ul className="post-lines">
                    {posts.map((post) => (
                      <li key={post.id} className={post.endedOn === null ? '' : 'quiet'}>
                        {postName(post, language)}{' '}
                        <span className="quiet">
                          {t(`words.category.${post.category}`)} ·{' '}
                          {post.endedOn === null
                            ? t('enterprise.since', { day: post.startedOn })
                            : t('enterprise.endedOn', { day: post.endedOn })}
                          {post.awayFrom !== null && ` · ${t('enterprise.awaySince', { day: post.awayFrom })}`}
                        </span>
                        <PostWarnings warnings={post.warnings} mentorship={post.mentorship} />
                      </li>
                    ))}
                  </ul>
                ),
              },
              {
                title: t('enterprise.next'),
                key: 'next',
                width: 270,
                render: (_, { clocks }) => {
                  const next = clocks.find(({ closed }) => !closed)
                  return next ? <ClockDue clock={next} /> : <span className="quiet">{t('enterprise.noClock')}</span>
                },
              },
            ]}
          />
        )}
      </Loaded>
    </Card>
  )
}
