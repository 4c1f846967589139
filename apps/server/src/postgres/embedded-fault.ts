/** Why the embedded database cannot be used on this machine, in words for the person who started it. */
export class EmbeddedFault extends Error {
  override readonly name = 'EmbeddedFault'
}
