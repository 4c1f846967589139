/**
 * The domain folds a record with `Array.prototype.with`, which Chrome has from 110 on. Only types of that file
 * are used here and none of its code reaches the bundle (a test looks for it), yet the compiler reads it whole.
 */
interface ReadonlyArray<T> {
  with(index: number, value: T): T[]
}
