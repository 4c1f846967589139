import { describe, expect, test, vi } from 'vitest'
import { type Exchange, openPosts } from './posts.ts'

type Asked = Parameters<Exchange>[0]
type Answer = Awaited<ReturnType<Exchange>>

describe('F59: a socket made of posts', () => {
  test('opens with the first answer, and then one post always waits', async () => {
    const { socket, asked, answers } = posts()
    const opened = vi.fn<() => void>()
    socket.onopen = opened
    expect(asked).toEqual([{ line: null, heardUpTo: 0, frames: [], wait: false }])
    await answers('a')
    expect(opened).toHaveBeenCalledOnce()
    expect(asked[1]).toEqual({ line: 'a', heardUpTo: 0, frames: [], wait: true })
  })

  test('says what is said in order, in posts that follow one another', async () => {
    const { socket, asked, answers } = await opened()
    socket.send('one')
    socket.send('two')
    socket.send('three')
    expect(asked.slice(2).map(({ frames }) => frames)).toEqual([['one']])
    await answers('a', [], 2)
    expect(asked.slice(3).map(({ frames }) => frames)).toEqual([['two', 'three']])
  })

  test('hears every word once, though two posts may bring it', async () => {
    const { socket, answers } = await opened()
    const heard: unknown[] = []
    socket.onmessage = ({ data }) => heard.push(data)
    socket.send('one')
    const words = [
      { number: 1, text: 'first' },
      { number: 2, text: 'second' },
    ]
    await answers('a', words, 2)
    await answers('a', words, 1)
    expect(heard).toEqual(['first', 'second'])
  })

  test('tells the server how far it has heard', async () => {
    const { asked, answers } = await opened()
    await answers('a', [{ number: 7, text: 'word' }], 1)
    expect(asked.at(-1)).toMatchObject({ heardUpTo: 7, wait: true })
  })

  test('ends as the server’s line ends, and as a cut when a post fails', async () => {
    const ended = await opened()
    const codes: number[] = []
    ended.socket.onclose = ({ code }) => codes.push(code)
    await ended.answers('a', [], 1, { code: 4409, reason: 'taken over' })
    const cut = await opened()
    cut.socket.onclose = ({ code }) => codes.push(code)
    await cut.fails(1)
    expect(codes).toEqual([4409, 1006])
    expect(cut.socket.readyState).toBe(3)
  })
})

function posts() {
  const asked: Asked[] = []
  const waiting: PromiseWithResolvers<Answer>[] = []
  const socket = openPosts(
    (ask) => {
      asked.push(ask)
      const answer = Promise.withResolvers<Answer>()
      waiting.push(answer)
      return answer.promise
    },
    () => undefined,
  )
  const settle = () => new Promise((resolve) => setImmediate(resolve))
  return {
    socket,
    asked,
    /** Answers the post at a place, the first by default. */
    answers: async (line: string, frames: Answer['frames'] = [], place = 0, closed: Answer['closed'] = null) => {
      waiting[place]?.resolve({ line, frames, closed })
      await settle()
    },
    fails: async (place: number) => {
      waiting[place]?.reject(new Error('no network'))
      await settle()
    },
  }
}

async function opened() {
  const made = posts()
  await made.answers('a')
  return made
}
