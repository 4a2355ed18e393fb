import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Viewer } from './Viewer.tsx';
import './styles/base.css';
import './styles/stage.css';
import './styles/dock.css';

const root = document.getElementById('root');
if (!root) throw new Error('viewer.html has no #root');
createRoot(root).render(
  <StrictMode>
    <Viewer />
  </StrictMode>,
);
