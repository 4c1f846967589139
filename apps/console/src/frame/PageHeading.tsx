import { type ReactNode, useEffect } from 'react'
import { Link } from 'react-router'
import { useTexts } from '../language/language.ts'

/** A page's name, where it hangs, what it is for, and its acts; it also names the browser's tab. */
export function PageHeading({
  title,
  trail,
  about,
  tags,
  acts,
}: {
  title: string
  trail?: { to: string; name: string }
  about?: ReactNode
  tags?: ReactNode
  acts?: ReactNode
}) {
  const { t } = useTexts()
  const tab = `${title} · ${t('frame.name')}`
  useEffect(() => {
    document.title = tab
  }, [tab])
  return (
    <header className="page-heading on-screen">
      <div>
        {trail && (
          <Link className="trail" to={trail.to}>
            ‹ {trail.name}
          </Link>
        )}
        <div className="row">
          <h1>{title}</h1>
          {tags}
        </div>
        {about && <div className="about">{about}</div>}
      </div>
      {acts && <div className="row">{acts}</div>}
    </header>
  )
}
