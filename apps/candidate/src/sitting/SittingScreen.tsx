import { useEffect } from 'react'
import { useStore } from 'zustand'
import { AnswerSheet } from './AnswerSheet.tsx'
import { Banners } from './Banners.tsx'
import { BottomBar } from './BottomBar.tsx'
import { HandInPage } from './HandInPage.tsx'
import { ItemView } from './ItemView.tsx'
import type { SittingProps } from './SittingPlace.tsx'
import { TopBar } from './TopBar.tsx'
import { Watermark } from './Watermark.tsx'
import { keyAct } from './keys.ts'
import type { SittingStore } from './sitting-store.ts'

/** The paper: time and saving above, the item in the middle, the answer sheet beside it, news and the ways on below. */
export function SittingScreen({ terminal, sitting, candidate, clock }: SittingProps) {
  const handingIn = useStore(sitting, (state) => state.handIn !== 'no')
  useKeys(sitting, !handingIn)
  return (
    <div className="sitting">
      <TopBar terminal={terminal} sitting={sitting} candidate={candidate} />
      {handingIn ? (
        <HandInPage sitting={sitting} candidate={candidate} />
      ) : (
        <div className="desk">
          <ItemView sitting={sitting} />
          <AnswerSheet sitting={sitting} />
        </div>
      )}
      {/* Below the paper: a banner that comes or goes must not move an option away from under a pointer. */}
      <Banners sitting={sitting} />
      {!handingIn && <BottomBar sitting={sitting} />}
      <Watermark candidate={candidate} clock={clock} />
    </div>
  )
}

function useKeys(sitting: SittingStore, active: boolean) {
  useEffect(() => {
    if (!active) return
    function pressed(event: KeyboardEvent) {
      const { current, paper } = sitting.getState()
      const item = paper?.items.find(({ number }) => number === current)
      if (!item) return
      const target = event.target as Element
      const act = keyAct(
        {
          key: event.key,
          repeat: event.repeat,
          modified: event.ctrlKey || event.altKey || event.metaKey,
          onButton: target.closest('button, a') !== null,
        },
        item,
      )
      if (!act) return
      event.preventDefault()
      switch (act.type) {
        case 'choose':
          return sitting.choose(current, act.letter)
        case 'step':
          return sitting.step(act.by)
        case 'mark':
          return sitting.toggleMark(current)
        case 'clear':
          return sitting.clear(current)
      }
    }
    document.addEventListener('keydown', pressed)
    return () => document.removeEventListener('keydown', pressed)
  }, [sitting, active])
}
