import type { ThemeConfig } from 'antd'

/** Quiet blue on near-white, in the fonts the machine has before those that must be fetched. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#17508f',
    colorInfo: '#17508f',
    colorSuccess: '#1f7a45',
    colorWarning: '#b86a00',
    colorError: '#b42318',
    colorTextBase: '#1b2430',
    colorBgLayout: '#f3f5f8',
    borderRadius: 6,
    fontFamily: 'var(--font)',
    wireframe: false,
  },
  components: {
    Layout: { headerBg: '#ffffff', headerHeight: 52, headerPadding: '0 20px', siderBg: '#ffffff' },
    Menu: { itemBorderRadius: 6, activeBarBorderWidth: 0 },
    Table: { headerBg: '#f7f9fb', cellPaddingBlock: 10 },
    Card: { headerFontSize: 15 },
  },
}
