import { createBrowserRouter } from 'react-router'
import { FaultScreen } from './FaultScreen.tsx'
import { Frame } from './Frame.tsx'
import { Gate } from './Gate.tsx'
import { NoSuchPage } from './NoSuchPage.tsx'
import { Opening } from './Opening.tsx'

/** Every page by its address, each in a bundle of its own. The room's wall and the printed sheets stand without the menu. */
export const router = createBrowserRouter(
  [
    {
      element: <Gate />,
      errorElement: <FaultScreen />,
      hydrateFallbackElement: <Opening />,
      children: [
        {
          path: 'sessions/:sessionId/rooms/:roomId',
          lazy: async () => ({ Component: (await import('../room/RoomPage.tsx')).RoomPage }),
        },
        {
          path: 'practical/:sessionId/:sittingId',
          lazy: async () => ({ Component: (await import('../practical/MarkPage.tsx')).MarkPage }),
        },
        {
          path: 'sessions/:sessionId/rooms/:roomId/record',
          lazy: async () => ({ Component: (await import('../room/RoomRecordPage.tsx')).RoomRecordPage }),
        },
        {
          path: 'sessions/:sessionId/tickets',
          lazy: async () => ({ Component: (await import('../session/TicketsPage.tsx')).TicketsPage }),
        },
        {
          element: <Frame />,
          children: [
            { index: true, lazy: async () => ({ Component: (await import('../home/HomePage.tsx')).HomePage }) },
            { path: 'duties', lazy: async () => ({ Component: (await import('../duty/BoardPage.tsx')).BoardPage }) },
            {
              path: 'calendar',
              lazy: async () => ({ Component: (await import('../law/CalendarPage.tsx')).CalendarPage }),
            },
            { path: 'rules', lazy: async () => ({ Component: (await import('../law/RulesPage.tsx')).RulesPage }) },
            { path: 'banks', lazy: async () => ({ Component: (await import('../bank/BanksPage.tsx')).BanksPage }) },
            {
              path: 'banks/:bankId',
              lazy: async () => ({ Component: (await import('../bank/BankPage.tsx')).BankPage }),
            },
            {
              path: 'banks/:bankId/import',
              lazy: async () => ({ Component: (await import('../bank/ImportPage.tsx')).ImportPage }),
            },
            {
              path: 'filings',
              lazy: async () => ({ Component: (await import('../bank/FilingsPage.tsx')).FilingsPage }),
            },
            { path: 'sites', lazy: async () => ({ Component: (await import('../site/SitesPage.tsx')).SitesPage }) },
            {
              path: 'sites/:siteId',
              lazy: async () => ({ Component: (await import('../site/SitePage.tsx')).SitePage }),
            },
            {
              path: 'applications',
              lazy: async () => ({ Component: (await import('../application/ApplicationsPage.tsx')).ApplicationsPage }),
            },
            {
              path: 'applications/new',
              lazy: async () => ({
                Component: (await import('../application/NewApplicationPage.tsx')).NewApplicationPage,
              }),
            },
            {
              path: 'applications/:applicationId',
              lazy: async () => ({ Component: (await import('../application/ApplicationPage.tsx')).ApplicationPage }),
            },
            {
              path: 'delegations',
              lazy: async () => ({ Component: (await import('../application/DelegationsPage.tsx')).DelegationsPage }),
            },
            {
              path: 'sessions',
              lazy: async () => ({ Component: (await import('../session/SessionsPage.tsx')).SessionsPage }),
            },
            {
              path: 'sessions/new',
              lazy: async () => ({ Component: (await import('../session/SchedulePage.tsx')).SchedulePage }),
            },
            {
              path: 'sessions/:sessionId',
              lazy: async () => ({ Component: (await import('../session/SessionPage.tsx')).SessionPage }),
            },
            { path: 'rooms', lazy: async () => ({ Component: (await import('../room/RoomsPage.tsx')).RoomsPage }) },
            {
              path: 'practical',
              lazy: async () => ({
                Component: (await import('../practical/PracticalSessionsPage.tsx')).PracticalSessionsPage,
              }),
            },
            {
              path: 'practical/:sessionId',
              lazy: async () => ({ Component: (await import('../practical/PracticalPage.tsx')).PracticalPage }),
            },
            {
              path: 'release',
              lazy: async () => ({ Component: (await import('../result/DutiesPage.tsx')).DutiesPage }),
            },
            {
              path: 'release/:sessionId',
              lazy: async () => ({ Component: (await import('../result/ScoresPage.tsx')).ScoresPage }),
            },
            {
              path: 'certificates',
              lazy: async () => ({ Component: (await import('../certificate/CertificatesPage.tsx')).CertificatesPage }),
            },
            {
              path: 'certificates/:certificateId',
              lazy: async () => ({ Component: (await import('../certificate/CertificatePage.tsx')).CertificatePage }),
            },
            {
              path: 'notices',
              lazy: async () => ({ Component: (await import('../notice/NoticesPage.tsx')).NoticesPage }),
            },
            {
              path: 'notices/:noticeId',
              lazy: async () => ({ Component: (await import('../notice/NoticePage.tsx')).NoticePage }),
            },
            {
              path: 'spot-checks',
              lazy: async () => ({ Component: (await import('../supervision/SpotChecksPage.tsx')).SpotChecksPage }),
            },
            {
              path: 'spot-checks/new',
              lazy: async () => ({
                Component: (await import('../supervision/OpenSpotCheckPage.tsx')).OpenSpotCheckPage,
              }),
            },
            {
              path: 'spot-checks/:spotCheckId',
              lazy: async () => ({ Component: (await import('../supervision/SpotCheckPage.tsx')).SpotCheckPage }),
            },
            {
              path: 'complaints',
              lazy: async () => ({ Component: (await import('../supervision/ComplaintsPage.tsx')).ComplaintsPage }),
            },
            {
              path: 'penalties',
              lazy: async () => ({ Component: (await import('../supervision/PenaltiesPage.tsx')).PenaltiesPage }),
            },
            {
              path: 'letters',
              lazy: async () => ({ Component: (await import('../supervision/LettersPage.tsx')).LettersPage }),
            },
            {
              path: 'reports',
              lazy: async () => ({ Component: (await import('../report/ReportsPage.tsx')).ReportsPage }),
            },
            {
              path: 'enterprises',
              lazy: async () => ({ Component: (await import('../enterprise/EnterprisesPage.tsx')).EnterprisesPage }),
            },
            {
              path: 'enterprises/:enterpriseId',
              lazy: async () => ({ Component: (await import('../enterprise/EnterprisePage.tsx')).EnterprisePage }),
            },
            {
              path: 'enterprises/:enterpriseId/people/:personId',
              lazy: async () => ({ Component: (await import('../enterprise/PersonPage.tsx')).PersonPage }),
            },
            {
              path: 'people',
              lazy: async () => ({ Component: (await import('../enterprise/PeoplePage.tsx')).PeoplePage }),
            },
            {
              path: 'courses',
              lazy: async () => ({ Component: (await import('../training/CoursesPage.tsx')).CoursesPage }),
            },
            {
              path: 'courses/:courseId',
              lazy: async () => ({ Component: (await import('../training/CoursePage.tsx')).CoursePage }),
            },
            { path: 'staff', lazy: async () => ({ Component: (await import('../people/StaffPage.tsx')).StaffPage }) },
            {
              path: 'account',
              lazy: async () => ({ Component: (await import('../people/AccountPage.tsx')).AccountPage }),
            },
            { path: '*', element: <NoSuchPage /> },
          ],
        },
      ],
    },
  ],
  { basename: '/console' },
)
