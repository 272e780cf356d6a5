import { view } from '../navigation/location';
import { session, startSession } from '../state/session';
import { aside, currentSite, loadSites, sites, sitesProblem } from '../state/sites';
import { AddSite } from './AddSite';
import { Dashboard } from './Dashboard';
import { Header } from './Header';
import { Install } from './Install';
import { later } from './Later';
import { NoSuchSite } from './NoSuchSite';
import { Notice } from './Notice';
import { SignIn } from './SignIn';

const Health = later(() => import('./Health').then(({ Health }) => Health));

/** Which of the few screens is on. */
export function App() {
  const now = session.value;
  switch (now.status) {
    case 'asking': return <div class="page" aria-busy="true" />;
    case 'unknown': return <main class="page narrow"><Notice problem={now.problem} retry={startSession} /></main>;
    case 'out': return <SignIn />;
    case 'in': return <SignedIn />;
  }
}

function SignedIn() {
  return (
    <div class="page">
      <a class="skip" href="#main">Skip to the report</a>
      <Header />
      <main id="main" tabIndex={-1}><Screen /></main>
    </div>
  );
}

function Screen() {
  if (view.value.show === 'health' && !aside.value) return <Health />;
  if (sitesProblem.value) return <Notice problem={sitesProblem.value} retry={loadSites} />;
  if (!sites.value) return null;
  if (sites.value.length === 0 || aside.value?.show === 'new site') return <AddSite isFirst={sites.value.length === 0} />;
  if (aside.value?.show === 'install') return <Install site={aside.value.site} done={() => (aside.value = null)} />;
  return currentSite.value ? <Dashboard site={currentSite.value} /> : <NoSuchSite />;
}
