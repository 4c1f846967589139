import {
  ApartmentOutlined,
  AuditOutlined,
  BankOutlined,
  BookOutlined,
  CalendarOutlined,
  DesktopOutlined,
  ExceptionOutlined,
  ExportOutlined,
  FieldTimeOutlined,
  FileDoneOutlined,
  FileTextOutlined,
  FormOutlined,
  HomeOutlined,
  IdcardOutlined,
  MailOutlined,
  PhoneOutlined,
  ReadOutlined,
  SafetyCertificateOutlined,
  ScheduleOutlined,
  ShareAltOutlined,
  SolutionOutlined,
  TeamOutlined,
} from '@ant-design/icons'
import { Layout, Menu } from 'antd'
import type { ReactNode } from 'react'
import { Link, Outlet, useLocation } from 'react-router'
import { useTexts } from '../language/language.ts'
import { UnreadMark } from '../notice/UnreadMark.tsx'
import { AccountMenu } from './AccountMenu.tsx'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import mark from './mark.svg'
import { useMe } from './me.ts'
import { entryAt, groupedMenuFor, type MenuEntry } from './menu.ts'
import './frame.css'

const ICONS: Record<MenuEntry['name'], ReactNode> = {
  home: <HomeOutlined />,
  people: <IdcardOutlined />,
  enterprises: <ApartmentOutlined />,
  training: <SolutionOutlined />,
  duties: <FieldTimeOutlined />,
  rules: <ReadOutlined />,
  calendar: <ScheduleOutlined />,
  certificates: <IdcardOutlined />,
  notices: <MailOutlined />,
  applications: <FileDoneOutlined />,
  delegations: <ShareAltOutlined />,
  sessions: <CalendarOutlined />,
  rooms: <DesktopOutlined />,
  practical: <FormOutlined />,
  release: <AuditOutlined />,
  banks: <BookOutlined />,
  filings: <SafetyCertificateOutlined />,
  spotChecks: <SolutionOutlined />,
  complaints: <PhoneOutlined />,
  penalties: <ExceptionOutlined />,
  letters: <FileTextOutlined />,
  reports: <ExportOutlined />,
  sites: <BankOutlined />,
  staff: <TeamOutlined />,
}

/** What stands around every page: the menu of what this person may do, the language, the account. */
export function Frame() {
  const { t } = useTexts()
  const { pathname } = useLocation()
  const groups = groupedMenuFor(useMe())
  const here = entryAt(
    groups.flatMap(({ entries }) => entries),
    pathname,
  )

  return (
    <Layout className="frame">
      <Layout.Sider width={200} className="frame-side on-screen">
        <Link to="/" className="frame-mark">
          <img src={mark} alt="" width={30} height={30} />
          <span>
            <strong>{t('frame.name')}</strong>
            <small>{t('frame.subtitle')}</small>
          </span>
        </Link>
        <nav aria-label={t('frame.menu')}>
          <Menu
            mode="inline"
            selectedKeys={here ? [here.name] : []}
            items={groups.map(({ group, entries }) => ({
              type: 'group',
              key: group,
              label: t(`frame.groups.${group}`),
              children: entries.map(({ path, name }) => ({
                key: name,
                icon: ICONS[name],
                label: (
                  <Link to={path}>
                    {t(`frame.pages.${name}`)} {name === 'notices' && <UnreadMark />}
                  </Link>
                ),
              })),
            }))}
          />
        </nav>
      </Layout.Sider>
      <Layout>
        <Layout.Header className="frame-head on-screen">
          <LanguageSwitch />
          <AccountMenu />
        </Layout.Header>
        <Layout.Content className="frame-page">
          <Outlet />
        </Layout.Content>
      </Layout>
    </Layout>
  )
}
