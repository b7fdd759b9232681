/** Starts the phone web: the stylesheet first, then the words, then the page of this address. */
import 'virtual:icons.css';
import '../../tokens/tokens.css';
import '../../tokens/big-text.css';
import '../src/style/parts.css';
import './h5.css';
import { render } from 'preact';
import { start } from '../src/app.tsx';
import { here as standing } from '../src/here.ts';
import { here } from './history.ts';
import { pageOf } from './pages.ts';
import { Screen } from './screen.tsx';

/** Tells the server where this phone stands, so that the next front page comes with its answer. */
standing.hear(() => {
  const { outlet = '' } = standing.get();
  document.cookie = `qd_here=${outlet}; path=/; max-age=15552000; samesite=lax`;
});

const root = document.getElementById('app') as HTMLElement;

// The words and the page are fetched at the same time; a page draws only once its words are there.
// No await at the top: pages wait for this module's chunk, and would wait for themselves.
const { page, params } = here();
Promise.all([pageOf(page), start(params)]).then(([first]) => {
  render(<Screen first={first} />, root);
});
