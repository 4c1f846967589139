import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { devProxy } from '@kaochang/browser/dev-proxy'
import react from '@vitejs/plugin-react'
import { type Plugin, defineConfig } from 'vite'
import { terminalEn } from './src/text/terminal-en.ts'
import { terminalZh } from './src/text/terminal-zh.ts'

/**
 * What a browser too old for the page must still be able to show: it can run none of the page's code, so the
 * words are put into the page when it is built, and the check is a plain script that Vite leaves as it is.
 */
function forOldBrowsers(): Plugin {
  const source = readFileSync(new URL('src/browser-check.js', import.meta.url), 'utf8')
  const fileName = `assets/browser-check-${createHash('sha256').update(source).digest('hex').slice(0, 8)}.js`
  const words: Record<string, string> = {
    title: terminalZh.title,
    tooOldTitle: terminalZh.tooOld.title,
    tooOldText: terminalZh.tooOld.text,
    tooOldTitleEn: terminalEn.tooOld.title,
    tooOldTextEn: terminalEn.tooOld.text,
    noScript: terminalZh.noScript,
    noScriptEn: terminalEn.noScript,
    browserCheck: '/src/browser-check.js',
  }
  return {
    name: 'for-old-browsers',
    configResolved({ command }) {
      if (command === 'build') words['browserCheck'] = `/${fileName}`
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName, source })
    },
    transformIndexHtml: {
      order: 'pre',
      handler: (html) =>
        html.replace(/%(\w+)%/g, (_, name: string) => {
          const text = words[name]
          if (text === undefined) throw new Error(`index.html asks for "${name}", which nothing here knows.`)
          return text
        }),
    },
  }
}

export default defineConfig({
  plugins: [react(), forOldBrowsers()],
  build: {
    // The last Chrome for Windows 7, which exam rooms still have.
    target: 'chrome109',
    sourcemap: false,
    // Fonts and pictures come from files: a data: address would need a hole in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    port: 4110,
    proxy: devProxy,
  },
})
