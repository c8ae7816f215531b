import { render } from 'preact';
import { Application } from './application';
import './styles/base.css';
import './styles/start.css';
import './styles/prejoin.css';
import './styles/lobby.css';
import './styles/table.css';
import './styles/summary.css';
import './styles/chat.css';
import './styles/seats.css';
import './styles/screen.css';
import './styles/together.css';
import './styles/consent.css';
import './styles/tile-sizes.css';
import { ApplicationView } from './views/application-view';

const page = document.getElementById('page');
if (!page) throw new Error('index.html has no element with the id "page".');
render(<ApplicationView application={new Application()} />, page);
