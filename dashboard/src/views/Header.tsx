import { change, view } from '../navigation/location';
import { aside, currentSite, sites, visit } from '../state/sites';
import { session, signOut } from '../state/session';
import { theme, toggleTheme } from '../state/theme';
import { Brand } from './Brand';
import { CurrentVisitors } from './CurrentVisitors';
import { Menu } from './Menu';
import { RangeMenu } from './RangeMenu';

export function Header() {
  const isReport = currentSite.value !== null && aside.value === null && view.value.show === 'report';
  return (
    <header class="header">
      <Brand />
      {currentSite.value ? <SiteMenu /> : <strong class="menu-label">Analytics</strong>}
      {isReport && <CurrentVisitors />}
      <span class="space" />
      {isReport && <RangeMenu />}
      <ThemeToggle />
      <AccountMenu />
    </header>
  );
}

function SiteMenu() {
  const current = currentSite.value!;
  return (
    <Menu name="Site" label={current.name} class="site-menu">
      {(close) => sites.value!.map((site) => (
        <button
          key={site.id} type="button" class="item" aria-current={site.id === current.id}
          onClick={() => { aside.value = null; visit(site); close(); }}
        >
          {site.name}
          {site.domains[0] !== site.name && <span class="muted">{site.domains[0]}</span>}
        </button>
      ))}
    </Menu>
  );
}

function ThemeToggle() {
  const isDark = theme.value === 'dark';
  return (
    <button type="button" class="button icon" aria-label="Dark theme" aria-pressed={isDark} title={isDark ? 'Light theme' : 'Dark theme'} onClick={toggleTheme}>
      <svg viewBox="0 0 20 20" width="16" height="16" aria-hidden="true">
        <circle cx="10" cy="10" r="7" fill="none" stroke="currentColor" stroke-width="1.6" />
        <path d="M10 3a7 7 0 0 1 0 14z" fill="currentColor" />
      </svg>
    </button>
  );
}

function AccountMenu() {
  const now = session.value;
  if (now.status !== 'in') return null;
  const site = currentSite.value;
  const mayAdd = now.account.role !== 'viewer';
  return (
    <Menu name="Account" label={now.account.email.slice(0, 1).toUpperCase()} align="end" class="account-menu">
      {(close) => (
        <>
          <p class="item muted">{now.account.email}</p>
          {site && <button type="button" class="item" onClick={() => { aside.value = { show: 'install', site }; close(); }}>Tracking snippet</button>}
          {mayAdd && site && <button type="button" class="item" onClick={() => { aside.value = { show: 'new site' }; close(); }}>Add a site</button>}
          <button
            type="button" class="item" aria-current={view.value.show === 'health' && !aside.value}
            onClick={() => { aside.value = null; change({ show: 'health', open: null }); close(); }}
          >
            Health
          </button>
          <button type="button" class="item" onClick={signOut}>Sign out</button>
        </>
      )}
    </Menu>
  );
}
