import './look/base.css'

// One page for two places: what the other needs is not even fetched.
if (location.pathname.startsWith('/terminal'))
  void import('./terminal/open-terminal.tsx').then((place) => place.openTerminal())
else void import('./pages/open-pages.tsx').then((place) => place.openPages())
