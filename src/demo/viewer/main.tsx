import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Viewer } from './Viewer.tsx';
import '@fontsource-variable/figtree/wght.css';
import './styles/base.css';
import './styles/stage.css';
import './styles/dock.css';
import './styles/menu.css';
import './styles/closer.css';
import './styles/cast.css';

const root = document.getElementById('root');
if (!root) throw new Error('viewer.html has no #root');
createRoot(root).render(
  <StrictMode>
    <Viewer />
  </StrictMode>,
);
