/** What a page of ours may load and whom it may ask: our own server, and nobody else. */
export const PAGE_POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  fontSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  // A paper of an application is shown beside the page; nothing else lets itself be framed.
  frameSrc: ["'self'"],
  manifestSrc: ["'self'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
  baseUri: ["'none'"],
  requireTrustedTypesFor: ["'script'"],
}

/** The console asks the ID-card reader's program on the invigilator's own computer as well, on whatever port it has. */
export const CONSOLE_POLICY = { ...PAGE_POLICY, connectSrc: [...PAGE_POLICY.connectSrc, 'http://127.0.0.1:*'] }
