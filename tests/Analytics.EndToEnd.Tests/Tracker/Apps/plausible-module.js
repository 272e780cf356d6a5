import { init, track } from '@plausible-analytics/tracker';

init({ domain: location.hostname, endpoint: window.product + '/api/event', outboundLinks: true, customProperties: { by: 'module' } });
track('Signup', { props: { plan: 'pro' }, revenue: { amount: 9.9, currency: 'EUR' } });
