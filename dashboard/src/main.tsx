import { render } from 'preact';
import './style/index.css';
import { startNavigation } from './navigation/location';
import { startRealtime } from './state/realtime';
import { startReports } from './state/report';
import { startSession } from './state/session';
import { startTheme } from './state/theme';
import { App } from './views/App';

startNavigation();
startTheme();
startReports();
startRealtime();
render(<App />, document.getElementById('app')!);
void startSession();
