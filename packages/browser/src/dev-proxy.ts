import type { ProxyOptions } from 'vite'

/** The server that `npm start` brings up. */
const SERVER = 'http://127.0.0.1:4100'

/** For a client's Vite in development: the pages are its own, everything under /v1 is the server's. */
export const devProxy: Record<string, ProxyOptions> = {
  '/v1': {
    target: SERVER,
    ws: true,
    changeOrigin: true,
    // The server takes requests of its own origin only; in development the page has another.
    configure: (proxy) => {
      proxy.on('proxyReq', (request) => request.setHeader('origin', SERVER))
      proxy.on('proxyReqWs', (request) => request.setHeader('origin', SERVER))
    },
  },
}
