/** The longest edge of a photo on file, in pixels: an ID photograph has no more. */
const LONGEST = 800

/**
 * A chosen picture as it is put on file: drawn anew, no larger than it needs to be, and without what a camera or a
 * telephone wrote into it, such as the place. What the browser cannot read is sent as it is, and judged there.
 */
export async function forFile(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file).catch(() => null)
  if (!picture) return file
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(picture.width * scale)
  canvas.height = Math.round(picture.height * scale)
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  return (await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.85))) ?? file
}
