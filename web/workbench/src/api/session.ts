/** Who is signed in, and what her grants let her do. */
import { useQuery } from '@tanstack/react-query';
import { call, Refused } from './client.ts';

export interface Session {
  readonly staff: {
    readonly id: string;
    readonly name: string;
    readonly title: string;
    readonly outlet: { readonly id: string; readonly name: string } | null;
  };
  readonly permissions: readonly string[];
  readonly roles: readonly string[];
  readonly mustChange: boolean;
  readonly enrolment: {
    readonly state: 'free' | 'done' | 'asked' | 'over';
    readonly by: string | null;
  };
  readonly newDevices: number;
}
export const can = (session: Session, permission: string): boolean =>
  session.permissions.includes(permission);

async function findSession(): Promise<Session | null> {
  try {
    return await call<Session>('/session');
  } catch (error) {
    if (error instanceof Refused && error.status === 401) return null;
    throw error;
  }
}
export const useSession = () =>
  useQuery({ queryKey: ['session'], queryFn: findSession, staleTime: 60_000 });
/** For pages, which are only shown to someone who is signed in. */
export function useMe(): Session {
  const { data } = useSession();
  if (!data) throw new Error('a page was shown to nobody');
  return data;
}
export const signIn = (
  login: string,
  password: string,
  second: { readonly code?: string; readonly trust?: boolean } = {},
): Promise<unknown> => call('/session', { method: 'POST', body: { login, password, ...second } });
export const changePassword = (from: string, to: string): Promise<unknown> =>
  call('/session/password', { method: 'POST', body: { from, to } });
export const setPasswordByCode = (login: string, code: string, to: string): Promise<unknown> =>
  call('/session/password-by-code', { method: 'POST', body: { login, code, to } });
export const signOut = (): Promise<unknown> => call('/session', { method: 'DELETE' });
