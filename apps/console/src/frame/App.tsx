import { StyleProvider } from '@ant-design/cssinjs'
import { QueryClientProvider } from '@tanstack/react-query'
import { App as Antd, ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { RouterProvider } from 'react-router/dom'
import { useTexts } from '../language/language.ts'
import { theme } from '../styles/theme.ts'
import { queryClient } from '../wire/query-client.ts'
import { router } from './routes.tsx'

/** The console: language, look, memory of answers, and the page that the address names. */
export function App() {
  const { language } = useTexts()
  return (
    <StyleProvider layer>
      <ConfigProvider theme={theme} locale={language === 'zh' ? zhCN : enUS} button={{ autoInsertSpace: false }}>
        {/* Below the room's strip: a message must not cover its numbers. */}
        <Antd message={{ top: 116 }}>
          <QueryClientProvider client={queryClient}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </Antd>
      </ConfigProvider>
    </StyleProvider>
  )
}
