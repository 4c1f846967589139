import { useStore } from 'zustand'
import { Icon } from '../Icon.tsx'
import { useText } from '../text/text.ts'
import type { Photographer } from './photographer.ts'

/** While the camera is on, everybody who sits before it can see that it is; and that the exam goes on where it is not. */
export function PhotographSign({ photographer }: { photographer: Photographer }) {
  const { t } = useText('photograph')
  const camera = useStore(photographer, (state) => state.camera)
  if (camera === 'off' || camera === 'opening') return null
  const works = camera === 'working'
  return (
    <em className={works ? 'camera-sign' : 'camera-sign off'}>
      <Icon name={works ? 'camera' : 'alert'} />
      {t(works ? 'sign.working' : 'sign.off')}
    </em>
  )
}
