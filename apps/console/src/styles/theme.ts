import type { ThemeConfig } from 'antd'

/** Quiet blue on near-white, in the fonts the machine has before those that must be fetched. */
export const theme: ThemeConfig = {
  token: {
    // For people whom movement makes ill, and who have told their system so (WCAG 2.3.3).
    motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    colorPrimary: '#17508f',
    colorInfo: '#17508f',
    colorSuccess: '#1a6b3b',
    colorWarning: '#8f5300',
    colorError: '#b42318',
    colorTextBase: '#1b2430',
    colorBgLayout: '#f3f5f8',
    // The tints antd derives from a dark seed come out grey.
    colorPrimaryBg: '#eaf2fb',
    colorPrimaryBgHover: '#dbe8f7',
    colorInfoBg: '#eef4fb',
    colorInfoBorder: '#b9d1ec',
    colorSuccessBg: '#eef8f1',
    colorSuccessBorder: '#a9d8ba',
    colorWarningBg: '#fff7e4',
    colorWarningBorder: '#efd08c',
    colorErrorBg: '#fdf0ee',
    colorErrorBorder: '#eeb9b2',
    // Hints and labels stay readable on an old monitor: at least 4.5 to 1.
    colorTextTertiary: '#5b6675',
    colorTextDescription: '#5b6675',
    colorTextPlaceholder: '#6a7583',
    borderRadius: 6,
    fontFamily: 'var(--font)',
    wireframe: false,
  },
  components: {
    Layout: { headerBg: '#ffffff', headerHeight: 52, headerPadding: '0 20px', siderBg: '#ffffff' },
    Menu: { itemBorderRadius: 6, activeBarBorderWidth: 0, itemSelectedBg: '#eaf2fb', itemSelectedColor: '#17508f' },
    Table: { headerBg: '#f7f9fb', cellPaddingBlock: 10 },
    Card: { headerFontSize: 15, headerHeight: 48, bodyPadding: 18, headerPadding: 18 },
  },
}
