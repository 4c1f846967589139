import seedrandom from 'seedrandom'

/** A stream of chance that anybody with the same seed can repeat. */
export type Chance = {
  /** A whole number from 0 up to, and without, `below` (1 to 2^32), every one equally likely. */
  below: (below: number) => number
  /** `count` different members of `from`, in the order drawn. `from` is not changed. */
  sample: <T>(from: readonly T[], count: number) => T[]
  /** All members of `from` in a new order. */
  shuffle: <T>(from: readonly T[]) => T[]
}

const TWO_32 = 4_294_967_296

/**
 * The stream of a seed and a label. Streams of different labels have nothing to do with each other, so
 * that editing one section of a blueprint never disturbs another.
 *
 * The generator is seedrandom's Tyche-i (Neves and Araujo, "Fast and small nonlinear pseudorandom number
 * generators for computer simulation", 2011): a quarter round of ChaCha over 128 bits of state, into which every
 * sign of the seed is mixed. Keying a stream costs an eighth of what seedrandom's default does, which matters
 * because a paper has forty streams. It is not a cipher and need not be: the secret is the seed of 256 bits,
 * which HKDF makes afresh for each sitting (`paper/seeds.ts` in the server), and 128 bits are beyond trying.
 *
 * Whole numbers come from 32-bit outputs by rejection, so that no remainder favours the first items.
 */
export function chanceFrom(seed: string, label: string): Chance {
  const generator = seedrandom.tychei(`${seed}/${label}`)

  function below(limit: number) {
    const usable = TWO_32 - (TWO_32 % limit)
    for (;;) {
      const drawn = generator.int32() >>> 0
      if (drawn < usable) return drawn % limit
    }
  }

  // A partial Fisher–Yates shuffle (Knuth, The Art of Computer Programming, vol. 2, algorithm P): only the
  // places that are asked for are decided.
  function sample<T>(from: readonly T[], count: number): T[] {
    const places = from.slice()
    for (let place = 0; place < count; place += 1) {
      const pick = place + below(places.length - place)
      const drawn = places[pick] as T
      places[pick] = places[place] as T
      places[place] = drawn
    }
    places.length = count
    return places
  }

  return { below, sample, shuffle: (from) => sample(from, from.length) }
}
