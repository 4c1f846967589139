/** What people in these offices build passwords from: English and pinyin words, numbers with a meaning, keyboard rows. */
const FRAGMENTS = [
  ...'password passwd admin administrator root guest user test welcome login letmein master superman dragon monkey'.split(
    ' ',
  ),
  ...'iloveyou sunshine princess football baseball shadow secret changeme default example windows microsoft'.split(' '),
  ...'kaochang kaoshi kaosheng jiankao jiankaoyuan mima wodemima denglu guanli guanliyuan xitong yonghu ceshi moren'.split(
    ' ',
  ),
  ...'woaini woaiwo aini wozuiai laopo laogong baobao baobei mama baba tiantian nihao zhongguo beijing shanghai'.split(
    ' ',
  ),
  ...'meikuang meitan kuangshan anquan shengchan anquanshengchan kuangzhang tiku timu shiti chengji peixun bumen'.split(
    ' ',
  ),
  ...'shanxi shaanxi guizhou henan hebei neimenggu shandong anhui xinjiang ningxia gansu yunnan sichuan chongqing'.split(
    ' ',
  ),
  ...'zhangwei zhangsan lisi wangwu wangwei wangfang lina liwei liuwei chenwei yangyang xiaoming'.split(' '),
  ...'qwertyuiop qwerty asdfghjkl asdfgh asdf zxcvbnm zxcvbn zxcv qazwsxedc qazwsx 1qaz2wsx3edc 1qaz2wsx 1q2w3e4r5t 1q2w3e4r 1q2w3e qweasdzxc qweasd qwe asd zxc'.split(
    ' ',
  ),
  ...'5201314 1314520 520520 520 1314 5211314 110 119 120 147258369 147258 159357 741852963 112233 123321 321321 7758521 7758258'.split(
    ' ',
  ),
  ...'pass word abc qwer wsx edc'.split(' '),
].sort((one, other) => other.length - one.length)

const RUNS = [
  'abcdefghijklmnopqrstuvwxyz',
  'zyxwvutsrqponmlkjihgfedcba',
  '01234567890123456789',
  '98765432109876543210',
]

/** A year, with or without a month and a day. */
const DATE = /(?:19|20)\d{2}(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])?)?/g

/** A password must hold this much that nobody could have guessed from the list, the name or the calendar. */
const LEAST_LEFT = 5

/**
 * Whether a password is one of those that are tried first (A34): words, pinyin, dates, runs, keyboard rows and
 * repetitions, put together in any order and with `@` for `a` and the like, or the person's own login or name.
 * There is no list of whole passwords to look in; what such a list holds is made of these parts.
 */
export function isGuessablePassword(password: string, own: { readonly login: string; readonly name: string }): boolean {
  const typed = password.normalize('NFKC').toLowerCase()
  const parts = [...own.login.toLowerCase().split(/[.-]/), own.login.toLowerCase(), own.name.toLowerCase()]
  const personal = parts.filter((part) => part.length >= 2).sort((one, other) => other.length - one.length)
  return [typed, asLetters(typed), asDigits(typed)].some(
    (text) => isRepetition(text) || leftOf(text, personal) < LEAST_LEFT,
  )
}

/** How many characters stay when everything guessable is taken out. */
function leftOf(text: string, personal: readonly string[]): number {
  let left = text
  for (const part of personal) left = left.replaceAll(part, ' ')
  for (const run of RUNS) left = withoutRuns(left, run)
  for (const part of FRAGMENTS) left = left.replaceAll(part, ' ')
  left = left.replaceAll(DATE, ' ')
  // The same character three times or more says no more than once.
  left = left.replaceAll(/(.)\1{2,}/gu, '$1').replaceAll(/[\s!@#$%^&*_.,?~+=-]/g, '')
  return [...left].length
}

/** Takes out stretches of four or more that follow a run, such as `3456`. */
function withoutRuns(text: string, run: string): string {
  let left = ''
  for (let at = 0; at < text.length;) {
    let length = 0
    while (at + length < text.length && run.includes(text.slice(at, at + length + 1))) length += 1
    left += length < 4 ? text.slice(at, at + 1) : ' '
    at += length < 4 ? 1 : length
  }
  return left
}

/** `abababababab`, `123abc123abc`: a unit of up to six characters over and over. */
function isRepetition(text: string): boolean {
  return /^(.{1,6})\1+$/u.test(text)
}

/** The letters that are meant where people put signs and digits instead. */
function asLetters(text: string): string {
  const meant: Readonly<Record<string, string>> = {
    '@': 'a',
    '4': 'a',
    '0': 'o',
    '1': 'i',
    '3': 'e',
    $: 's',
    '5': 's',
    '7': 't',
  }
  return text.replaceAll(/[@40135$7]/g, (sign) => meant[sign] ?? sign)
}

/** The digits that are meant where somebody held Shift down along the upper row. */
function asDigits(text: string): string {
  const row = ')!@#$%^&*('
  return text.replaceAll(/[)!@#$%^&*(]/g, (sign) => String(row.indexOf(sign)))
}
