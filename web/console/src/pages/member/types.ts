export interface Turn {
  readonly id: string;
  readonly kind: 'outlet' | 'guide';
  readonly verb: string;
  readonly fromName: string | null;
  readonly toName: string | null;
  readonly reason: string;
  readonly policyVersion: number;
  readonly actorName: string | null;
  readonly at: string;
}
export interface Member {
  readonly id: string;
  readonly name: string;
  readonly madeAt: string;
  readonly complexName: string | null;
  readonly phoneMasked: string | null;
  readonly homeOutletName: string | null;
  readonly homeGuideName: string | null;
  readonly boundAt: string | null;
  readonly protectedUntil: string | null;
  readonly orders: number;
  readonly spentFen: number;
  readonly links: number;
  readonly visits: number;
  readonly brought: number;
  readonly bonds: readonly Turn[];
  readonly consents: readonly {
    readonly purpose: string;
    readonly textVersion: string;
    readonly givenAt: string;
    readonly withdrawnAt: string | null;
  }[];
}
export interface Happening {
  readonly id: string;
  readonly at: string;
  readonly kind: 'visit' | 'share' | 'order' | 'brought' | 'note';
  readonly target?: string;
  readonly visits?: number;
  readonly orders?: number;
  readonly titles?: readonly string[];
  readonly sumFen?: number;
  readonly who?: string;
  readonly words?: string;
  readonly by?: string;
}
