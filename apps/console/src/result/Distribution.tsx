import { marksText } from '@kaochang/domain/law/marks'
import { useTexts } from '../language/language.ts'
import './result.css'

const WIDTH = 640
const HEIGHT = 240
const LEFT = 36
const BOTTOM = 34
const TOP = 42
const BAND = (WIDTH - LEFT - 12) / 10

/**
 * How many candidates have how many points, in ten bands of ten, with the cut score as a line. The bands at and
 * above the line are green; the table beside says the same in numbers.
 */
export function Distribution({ distribution, cutScore }: { distribution: readonly number[]; cutScore: number }) {
  const { t } = useTexts()
  const most = Math.max(1, ...distribution)
  const floor = HEIGHT - BOTTOM
  const heightOf = (count: number) => ((floor - TOP) * count) / most
  const cutX = LEFT + (BAND * cutScore) / 1000
  const cut = marksText(cutScore)

  return (
    <svg className="plot" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t('result.distribution')}>
      {[0.5, 1].map((part) => (
        <g key={part}>
          <line
            x1={LEFT}
            x2={WIDTH - 12}
            y1={floor - (floor - TOP) * part}
            y2={floor - (floor - TOP) * part}
            stroke="#e6ebf1"
          />
          {Number.isInteger(most * part) && (
            <text x={LEFT - 6} y={floor - (floor - TOP) * part + 4} fontSize="12" fill="#5b6675" textAnchor="end">
              {most * part}
            </text>
          )}
        </g>
      ))}
      {distribution.map((total, band) => {
        const height = heightOf(total)
        const [from, to] = [band * 10, band === 9 ? 100 : band * 10 + 9]
        return (
          <g key={from}>
            <rect
              x={LEFT + band * BAND + 4}
              y={floor - height}
              width={BAND - 8}
              height={height}
              rx="2"
              fill={band * 1000 >= cutScore ? '#1f7a45' : '#b9c4d1'}
            >
              <title>{t('result.band', { from, to, total })}</title>
            </rect>
            {total > 0 && (
              <text
                x={LEFT + (band + 0.5) * BAND}
                y={floor - height - 5}
                fontSize="13"
                fontWeight="600"
                fill="#1b2430"
                textAnchor="middle"
              >
                {total}
              </text>
            )}
            <text x={LEFT + band * BAND} y={floor + 17} fontSize="12" fill="#5b6675" textAnchor="middle">
              {from}
            </text>
          </g>
        )
      })}
      <text x={LEFT + 10 * BAND} y={floor + 17} fontSize="12" fill="#5b6675" textAnchor="middle">
        100
      </text>
      <line x1={LEFT} x2={WIDTH - 12} y1={floor} y2={floor} stroke="#8895a5" />
      <line x1={cutX} x2={cutX} y1={8} y2={floor} stroke="#b42318" strokeWidth="2" strokeDasharray="5 4" />
      <text x={cutX - 6} y={17} fontSize="13" fontWeight="600" fill="#b42318" textAnchor="end">
        {t('result.cutLine', { cut })}
      </text>
    </svg>
  )
}
