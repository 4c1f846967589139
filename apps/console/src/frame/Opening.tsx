import { Spin } from 'antd'
import './frame.css'

/** The moment before the first page stands. */
export function Opening() {
  return (
    <div className="opening">
      <Spin size="large" />
    </div>
  )
}
