/*
 * Says so plainly when a browser is too old. Written in the JavaScript of 2009 and loaded as a plain script, because
 * the page itself cannot even be read by such a browser. It asks for what the page uses, not for a name.
 */
;(function () {
  function fitsUs() {
    return (
      'noModule' in document.createElement('script') &&
      typeof structuredClone === 'function' &&
      typeof Object.hasOwn === 'function' &&
      'inert' in document.createElement('div') &&
      'indexedDB' in window &&
      'CSS' in window &&
      CSS.supports('inset: 0') &&
      CSS.supports('selector(:focus-visible)')
    )
  }

  function tell() {
    document.getElementById('too-old').hidden = false
  }

  window.addEventListener('load', function () {
    if (!fitsUs()) tell()
  })

  // A page that could not be read at all, for a reason nobody thought of, must not stay blank.
  window.addEventListener('error', function (event) {
    if (/SyntaxError/.test(event.message) && !document.getElementById('root').firstChild) tell()
  })
})()
