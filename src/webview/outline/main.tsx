import { render } from 'preact';
import { App } from './components/App.tsx';
import { vsCodeHost } from './host.ts';

const root = document.body.appendChild(document.createElement('div'));
root.id = 'outline';
render(<App host={vsCodeHost()} />, root);
