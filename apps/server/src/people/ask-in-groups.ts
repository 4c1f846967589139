/** No question waits behind more than so many. */
const GROUP_LIMIT = 200

/**
 * Puts single questions together: those that arrive while one query runs share the next, so that a hall of
 * terminals coming back asks a few times and not once each. Nothing is remembered: every question is asked
 * of the database after it came.
 *
 * @param askAll answers at the place of each question; when it throws, everybody in the group hears of it
 */
export function askInGroups<Question, Answer>(
  askAll: (questions: readonly Question[]) => Promise<readonly Answer[]>,
): (question: Question) => Promise<Answer> {
  type Waiting = PromiseWithResolvers<Answer> & { readonly question: Question }
  let queue: Waiting[] = []
  let running = false

  async function run() {
    while (queue.length > 0) {
      const group = queue.slice(0, GROUP_LIMIT)
      queue = queue.slice(GROUP_LIMIT)
      try {
        const answers = await askAll(group.map(({ question }) => question))
        for (const [place, { resolve }] of group.entries()) resolve(answers[place] as Answer)
      } catch (err) {
        for (const { reject } of group) reject(err)
      }
    }
    running = false
  }

  return (question) => {
    const waiting = { question, ...Promise.withResolvers<Answer>() }
    queue.push(waiting)
    if (!running) {
      running = true
      setImmediate(() => void run())
    }
    return waiting.promise
  }
}
