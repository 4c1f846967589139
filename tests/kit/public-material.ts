import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const FOLDER = fileURLToPath(new URL('../../../shared/data/', import.meta.url))

/**
 * The public material that some tests read: real files that the repository may not hold. It stands beside
 * the repository; where it does not, those tests are skipped and say so.
 */
export const publicMaterial = {
  there: existsSync(FOLDER),
  path: (file: string) => `${FOLDER}${file}`,
  skipped: 'skipped: the public material is not beside this checkout',
}
