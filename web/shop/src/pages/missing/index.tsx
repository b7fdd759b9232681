/** An address that leads nowhere: the shop is still there. */
import { Page } from '../../parts/page.tsx';
import { Blank } from '../../parts/states.tsx';
import { goInstead } from '../../go.ts';
import { w } from '../../words/index.ts';

export default function MissingPage() {
  return (
    <Page title={w.trouble.missing}>
      <Blank
        icon="package-open"
        title={w.trouble.missing}
        say={w.trouble.missingSay}
        label={w.trouble.toHome}
        onAct={() => goInstead('home')}
      />
    </Page>
  );
}
