import Plausible from 'plausible-tracker';

const { enableAutoPageviews, enableAutoOutboundTracking, trackEvent } = Plausible({ apiHost: window.product });
enableAutoPageviews();
enableAutoOutboundTracking();
trackEvent('Signup', { props: { plan: 'pro' } });
