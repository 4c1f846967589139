import type { CallRefused } from '@kaochang/browser/call'
import type { RefusalBody } from '@kaochang/contract/refusal'
import { Icon } from './Icon.tsx'
import { useRefusalText } from './refusal-text.ts'

/** Why the server said no, and what can be done; read out as soon as it appears. */
export function RefusalLine({ refusal }: { refusal: RefusalBody | CallRefused['refusal'] | null }) {
  const told = useRefusalText(refusal)
  return (
    <div role="alert">
      {told && (
        <p className="refusal">
          <Icon name="alert" />
          <span>
            <strong>{told.says}</strong> {told.act}
          </span>
        </p>
      )}
    </div>
  )
}
