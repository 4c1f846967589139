/** Where a server under measurement sends every frame back as it came. */
export const ECHO_URL = '/v1/echo'
