import './look/base.css'

// One page for three places: what the others need is not even fetched.
if (location.pathname.startsWith('/terminal'))
  void import('./terminal/open-terminal.tsx').then((place) => place.openTerminal())
else if (location.pathname.startsWith('/verify/'))
  void import('./certificate/open-verify.tsx').then((place) => place.openVerify())
else void import('./pages/open-pages.tsx').then((place) => place.openPages())
