/** A camera that is on. */
export type Camera = {
  readonly stream: MediaStream
  /** What it sees now; null when it has just gone. */
  readonly take: () => HTMLCanvasElement | null
  readonly close: () => void
}

/** The width of a photograph in pixels: enough to know a face by, in some 40 kB. */
const WIDTH = 640

/** A browser that asks a person first, and gets no answer, has no camera for us. */
const ANSWERS_WITHIN_MS = 15_000

/**
 * Turns the camera on, without sound. `none` when there is none that can be used, `refused` when the browser or its
 * rules do not allow it.
 *
 * @param lost called once when the camera is taken away
 */
export async function openCamera(lost: () => void): Promise<Camera | 'none' | 'refused'> {
  // Without a secure context a browser has no cameras at all.
  const devices = navigator.mediaDevices as MediaDevices | undefined
  if (!devices) return 'none'
  let stream: MediaStream
  try {
    // Few pictures a second: a sharp one every few minutes is wanted, and the computers are old.
    const wanted = { width: { ideal: WIDTH }, height: { ideal: 480 }, frameRate: { ideal: 5 }, facingMode: 'user' }
    stream = await soon(devices.getUserMedia({ video: wanted, audio: false }))
  } catch (error) {
    return error instanceof DOMException && error.name === 'NotAllowedError' ? 'refused' : 'none'
  }
  const video = document.createElement('video')
  if (!(await hasBegun(video, stream))) {
    stopAll(stream)
    return 'none'
  }
  const [track] = stream.getVideoTracks()
  track?.addEventListener('ended', lost, { once: true })
  return {
    stream,
    take: () => drawn(video),
    close: () => {
      track?.removeEventListener('ended', lost)
      stopAll(stream)
      video.srcObject = null
    },
  }
}

/** One that comes too late is turned off again. */
async function soon(asked: Promise<MediaStream>): Promise<MediaStream> {
  let late = false
  const timer = new Promise<never>((_, reject) => {
    setTimeout(() => {
      late = true
      reject(new DOMException('No answer', 'TimeoutError'))
    }, ANSWERS_WITHIN_MS)
  })
  void asked.then(
    (stream) => late && stopAll(stream),
    () => undefined,
  )
  return Promise.race([asked, timer])
}

/** One that is only said to be there shows nothing: it is on when its first picture has come. */
function hasBegun(video: HTMLVideoElement, stream: MediaStream): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), ANSWERS_WITHIN_MS)
    video.onloadeddata = () => {
      clearTimeout(timer)
      resolve(true)
    }
    video.muted = true
    video.playsInline = true
    video.srcObject = stream
    video.play().catch(() => undefined)
  })
}

function stopAll(stream: MediaStream) {
  for (const track of stream.getTracks()) track.stop()
}

function drawn(video: HTMLVideoElement): HTMLCanvasElement | null {
  if (video.videoWidth === 0 || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null
  const canvas = document.createElement('canvas')
  canvas.width = WIDTH
  canvas.height = Math.round((WIDTH * video.videoHeight) / video.videoWidth)
  canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height)
  return canvas
}

/** A picture as it is sent. */
export function asJpeg(canvas: HTMLCanvasElement): Promise<Blob | null> {
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.7))
}

/** Whether a camera can be turned on here; it is turned off again at once. */
export async function cameraWorks(): Promise<boolean> {
  const camera = await openCamera(() => undefined)
  if (typeof camera === 'string') return false
  camera.close()
  return true
}
