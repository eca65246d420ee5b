// Opens the sandbox's page: everything it knows comes over one line to the server.
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { Line } from './line.ts';
import 'slack-blocks-to-jsx/dist/style.css';
import './style/ground.css';
import './style/bars.css';
import './style/frame.css';
import './style/messages.css';
import './style/blocks.css';
import './style/controls.css';
import './style/composer.css';
import './style/forms.css';
import './style/inspector.css';
import './style/narrow.css';

const line = new Line();
line.open();
const place = document.getElementById('page');
if (place) createRoot(place).render(<App line={line} />);
