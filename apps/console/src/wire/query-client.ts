import { CallRefused } from '@kaochang/browser/call'
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'

/** Under this key stands who is signed in: `null` is nobody. */
export const ME = ['GET /v1/staff/me', {}] as const

/** One memory of what the server said. A session that has ended anywhere brings the sign-in back. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // A refusal stays one however often it is asked; only a lost line is worth another try.
      retry: (count, error) => count < 2 && error instanceof CallRefused && error.status === 0,
      // The exam network is a local one, and `navigator.onLine` knows nothing of it.
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
  queryCache: new QueryCache({ onError: noticeSignedOut }),
  mutationCache: new MutationCache({ onError: noticeSignedOut }),
})

function noticeSignedOut(error: unknown) {
  if (error instanceof CallRefused && error.refusal.code === 'not_signed_in') queryClient.setQueryData(ME, null)
}
