import { CallRefused } from '@kaochang/browser/call'
import { Alert } from 'antd'
import type { ReactNode } from 'react'
import { useTexts } from '../language/language.ts'
import { refusalText } from './refusal-text.ts'

/** What the server refused and what to do about it; nothing while there is nothing to say. */
export function RefusalAlert({ error, action }: { error: Error | null; action?: ReactNode }) {
  const { language } = useTexts()
  if (!error) return null
  const { what, remedy, details } = refusalText(refusalOf(error), language)
  return (
    <Alert
      className="refusal"
      type="error"
      showIcon
      role="alert"
      title={what}
      action={action}
      description={
        <>
          {remedy}
          {details.length > 0 && (
            <ul className="plain-list">
              {details.map((detail) => (
                <li key={detail}>{detail}</li>
              ))}
            </ul>
          )}
        </>
      }
    />
  )
}

/** The refusal in an error; what is not one is a fault of the page itself. */
export function refusalOf(error: Error): CallRefused['refusal'] {
  return error instanceof CallRefused ? error.refusal : { code: 'fault' }
}
