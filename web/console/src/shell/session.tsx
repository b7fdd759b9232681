/** Who sits here and what she may: menu entries and actions outside her role are absent. */
import { createContext, useContext } from 'react';

export interface Grant {
  readonly nodeId: string;
  readonly nodeName?: string;
  readonly role: string;
}
export interface Node {
  readonly id: string;
  readonly parentId: string | null;
  readonly kind: 'hq' | 'dealer' | 'outlet';
  readonly name: string;
  readonly shortName?: string | null;
}
export interface Session {
  readonly staff: { readonly id: string; readonly name: string; readonly title?: string };
  readonly enrolment: {
    readonly state: 'free' | 'done' | 'asked' | 'over';
    readonly by: string | null;
  };
  readonly newDevices: number;
  readonly merchant: { readonly name: string };
  readonly permissions: readonly string[];
  readonly grants: readonly Grant[];
  readonly nodes: readonly Node[];
}

export const Signed = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(Signed);
  if (!session) throw new Error('a page was drawn without a session');
  return session;
}
export const useMay = () => {
  const { permissions } = useSession();
  return (permission: string) => permissions.includes(permission);
};

export function useOutlets() {
  return useSession().nodes.filter((node) => node.kind === 'outlet');
}
export const nameOf = (node: Node | undefined) => node?.shortName || node?.name || '';
