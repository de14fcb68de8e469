import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import 'graphiql/graphiql.css';
import '@graphiql/react/font/fira-code.css';
import './style.css';
import './explain.css';
import './waterfall.css';
import './footprint-card.css';
import './decisions-card.css';
import './fields.css';
import 'graphiql/setup-workers/vite';
import examples from 'virtual:examples';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { readBootstrap } from './bootstrap.ts';
import { findSamples } from './samples.ts';
import { lensesOf } from './view-as.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html holds the element #root');

const bootstrap = readBootstrap();
const samples = await findSamples(bootstrap.endpoint);
createRoot(root).render(<App setup={{ bootstrap, lenses: lensesOf(bootstrap), examples, samples }} />);
