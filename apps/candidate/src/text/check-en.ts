import type { checkZh } from './check-zh.ts'
import type { TextsLike } from './text.ts'

export const checkEn: TextsLike<typeof checkZh> = {
  allGood: 'This computer is ready for the exam',
  version: 'Version',
  versionOk: 'Newest',
  versionBad:
    'The server has a newer one. Press F5 to reload this page; leave computers alone where somebody sits an exam.',
  secure: 'Secure line',
  secureOk: 'On',
  secureBad: 'HTTPS is off. A technician must open the https address with the site’s certificate.',
  storage: 'Local storage',
  storageOk: 'Writes and reads',
  storageBad:
    'Cannot be written or read: during a cut, answers would be in memory only. Leave private mode, let this site keep data, or use another computer.',
  line: 'Live line',
  lineOk: 'Opens',
  linePosts:
    'The network stops WebSockets; the exam goes by ordinary requests instead: it works, a little slower. Ask the network administrator to let WebSockets through.',
  lineBad: 'Does not open. Check the cable and the proxy settings, then tell a technician.',
  delay: 'Round trip',
  delayOk: '{{ms}} ms',
  delayBad: '{{ms}} ms is too slow. Check cable and switch; stop downloads and updates on this computer.',
  browser: 'Browser',
  browserOk: 'Chrome {{version}}',
  browserBad: 'Chrome {{version}} is too old. Install 109 or later, or use another computer.',
  browserOther: 'Not built on Chrome, and not tried. Use Chrome or Edge 109 or later.',
  screen: 'Screen',
  screenOk: '{{width}} × {{height}}',
  screenBad: '{{width}} × {{height}}, less than 1024 × 700. Maximise the window, or use another display.',
  fullscreen: 'Full screen',
  fullscreenOk: 'Possible',
  fullscreenBad: 'The browser does not allow it. Press F11, or check the browser’s policies.',
  clock: 'Clock',
  clockOk: 'Agrees with the server',
  clockBad:
    'Differs from the server by {{difference}}. The exam goes by the server, so nothing changes; set the clock afterwards.',
  space: 'Disk space',
  spaceOk: 'Enough',
  spaceBad: 'Only {{free}} MB left. Free some space, or use another computer.',
  camera: 'Camera',
  cameraOk: 'works',
  cameraBad:
    'None was found, or the browser does not allow it. This exam takes photographs: check the cable and the permission; the exam is possible without.',
  seb: 'Safe Exam Browser',
  sebOk: 'Verified',
  sebBad: 'This exam requires Safe Exam Browser (SEB). Open this page with the site’s SEB configuration.',
  sebAsked:
    'This exam asks for Safe Exam Browser (SEB), which is not seen. Open this page with the site’s SEB configuration.',
  keyboardHint: 'Keyboard: press any key to try it; if nothing happens, change the keyboard.',
  keyboardOk: 'Keyboard: works',
}
