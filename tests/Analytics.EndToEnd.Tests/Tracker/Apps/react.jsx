// A React application with pages of its own, as somebody might write it, in strict mode, which runs every effect twice.
import { AnalyticsProvider, useAnalytics, usePageTracking } from '@analytics/tracker/react';
import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';

function Pages() {
  usePageTracking();
  const { track, pageview, identify } = useAnalytics();
  const [, show] = useState(location.pathname);
  return (
    <>
      <button onClick={() => { history.pushState({}, '', '/second'); show('/second'); }}>Second</button>
      <button onClick={() => { identify('u-17', { email: 'user@example.com' }); track('Signup', { plan: 'pro' }); }}>Sign up</button>
      <button onClick={() => pageview('/virtual', 'Virtual')}>Virtual</button>
    </>
  );
}

createRoot(document.getElementById('app')).render(
  <StrictMode>
    <AnalyticsProvider apiEndpoint={window.product}><Pages /></AnalyticsProvider>
  </StrictMode>,
);
