/** The frame around every page: who is signed in, the menu of her role, the head, the page. */
import { Outlet, useRouterState } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import type { Refused } from '../api/call.ts';
import { useRead } from '../api/use.ts';
import { Failed, Loading } from '../parts/states.tsx';
import { useWords } from '../words/words.tsx';
import { AlertsOn } from './alerts.tsx';
import { BranchOf } from './branch.tsx';
import { en } from './en.ts';
import { Head } from './head.tsx';
import { type Session, Signed } from './session.tsx';
import { Side } from './side.tsx';
import { Notices } from './notices.tsx';
import { ProveAgain } from './prove-again.tsx';
import { EnrolFirst, MustChange, SignIn } from './sign-in.tsx';
import { zh } from './zh.ts';

const mustChangeFirst = (error: Refused | null) => error?.code === 'chain.change_password_first';

export function Shell() {
  const t = useWords(zh, en);
  const session = useRead<Session & { mustChange?: boolean }>('/session', {}, { fresh: true });
  const [branch, setBranch] = useState<string | null>(() => localStorage.getItem('qd.branch'));
  const path = useRouterState({ select: (state) => state.location.pathname });
  const { data, error } = session;
  if (error?.status === 401) return <SignIn />;
  if (data?.mustChange || mustChangeFirst(error)) return <MustChange />;
  if (data?.enrolment.state === 'over' || error?.code === 'session.enrol_first')
    return (
      <>
        <EnrolFirst />
        <ProveAgain />
      </>
    );
  if (!data)
    return error ? (
      <Failed error={error} retry={() => void session.refetch()} />
    ) : (
      <Loading height={600} rows={1} />
    );
  const choose = (node: string | null) => {
    setBranch(node);
    if (node) localStorage.setItem('qd.branch', node);
    else localStorage.removeItem('qd.branch');
  };
  const known = branch && data.nodes.some((node) => node.id === branch) ? branch : null;
  return (
    <Signed value={data}>
      <BranchOf value={{ branch: known, choose }}>
        <AlertsOn>
          <div className="frame">
            <a className="skip" href="#page">
              {t('skip')}
            </a>
            <Side />
            <Head />
            <main id="page" tabIndex={-1}>
              <Notices />
              <div className="page" key={path}>
                <Suspense fallback={<Loading height={400} />}>
                  <Outlet />
                </Suspense>
              </div>
            </main>
          </div>
          <ProveAgain />
        </AlertsOn>
      </BranchOf>
    </Signed>
  );
}
