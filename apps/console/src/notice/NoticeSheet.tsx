import type { NoticeText } from '@kaochang/contract/notice'
import { Tabs } from 'antd'
import { useTexts } from '../language/language.ts'

/** The notice as its addressee reads it: Chinese first, English beside it. */
export function NoticeSheet({ text }: { text: NoticeText }) {
  const { t, language } = useTexts()
  return (
    <Tabs
      className="notice-tabs"
      defaultActiveKey={language}
      items={(['zh', 'en'] as const).map((of) => ({
        key: of,
        label: t(of === 'zh' ? 'frame.chinese' : 'frame.english'),
        children: <Sheet text={text} of={of} />,
      }))}
    />
  )
}

function Sheet({ text, of }: { text: NoticeText; of: 'zh' | 'en' }) {
  const [opening, ...rest] = text.paragraphs[of]
  return (
    <article className={`notice-sheet ${of}`} lang={of === 'zh' ? 'zh-CN' : 'en'}>
      <header>
        <p className="authority">{text.authority[of]}</p>
        <p>{text.number}</p>
      </header>
      <h2>{text.title[of]}</h2>
      {text.addressee !== null && <p className="to">{of === 'zh' ? `${text.addressee}：` : text.addressee}</p>}
      <p className="said">{opening}</p>
      {text.lines.length > 0 && (
        <dl>
          {text.lines.map((line) => (
            <div key={`${line.zh} ${line.value}`}>
              <dt>{line[of]}</dt>
              <dd>{line.value}</dd>
            </div>
          ))}
        </dl>
      )}
      {rest.map((paragraph) => (
        <p key={paragraph} className="said">
          {paragraph}
        </p>
      ))}
      <footer>
        <p>{text.authority[of]}</p>
        <p>{text.date[of]}</p>
      </footer>
    </article>
  )
}
