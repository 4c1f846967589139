import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { Icon } from '../Icon.tsx'
import { LanguageSwitch } from '../LanguageSwitch.tsx'
import { useText } from '../text/text.ts'
import { TEXT_SIZES, nextTextSize, preferences } from './preferences.ts'

/** How the candidate likes to read: size, contrast, language; and the way to full screen. */
export function Tools() {
  const { t } = useText('sitting')
  const { textSize, highContrast } = useStore(preferences)
  const full = useFullScreen()
  return (
    <div className="tools">
      {!full && document.fullscreenEnabled && (
        <button
          type="button"
          className="quiet"
          onClick={() => void document.documentElement.requestFullscreen().catch(() => undefined)}
        >
          <Icon name="expand" />
          {t('top.fullScreen')}
        </button>
      )}
      <button
        type="button"
        className="quiet"
        aria-label={`${t('top.size')}: ${t(`top.sizeOf.${textSize}`)}`}
        title={t(`top.sizeOf.${textSize}`)}
        onClick={() => preferences.setState({ textSize: nextTextSize(textSize) })}
      >
        <span className="size-sign" aria-hidden="true">
          {t('top.sizeSign')}
          <sup>{'+'.repeat(TEXT_SIZES.indexOf(textSize))}</sup>
        </span>
      </button>
      <button
        type="button"
        className="quiet"
        aria-pressed={highContrast}
        aria-label={t('top.contrast')}
        title={t('top.contrast')}
        onClick={() => preferences.setState({ highContrast: !highContrast })}
      >
        <Icon name="contrast" />
      </button>
      <LanguageSwitch in="terminal" />
    </div>
  )
}

function useFullScreen() {
  const [full, setFull] = useState(isFull)
  useEffect(() => {
    const changed = () => setFull(isFull())
    document.addEventListener('fullscreenchange', changed)
    return () => document.removeEventListener('fullscreenchange', changed)
  }, [])
  return full
}

/** By the page's own doing, or because the browser was started that way, as a kiosk. */
function isFull() {
  return document.fullscreenElement !== null || window.matchMedia('(display-mode: fullscreen)').matches
}
