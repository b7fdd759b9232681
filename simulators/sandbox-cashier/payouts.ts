/**
 * Pay-outs of the sandbox: paid at once, or, when told so, only after the person has said yes
 * within a day, or refused. The same number is the same pay-out.
 */
export interface SandboxPayout {
  readonly no: string;
  readonly amount: number;
  readonly payee: string;
  readonly askedMs: number;
  state: 'paid' | 'wait_confirm' | 'failed' | 'cancelled';
  reason: string | null;
}
export type PayoutManner = 'at_once' | 'confirm' | 'refuse';

const DAY_MS = 86_400_000;

export class SandboxPayouts {
  readonly #nowMs: () => number;
  readonly #known = new Map<string, SandboxPayout>();
  manner: PayoutManner = 'at_once';

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** @returns null when the number stands for another pay-out */
  ask(no: string, amount: number, payee: string): SandboxPayout | null {
    const standing = this.find(no);
    if (standing !== null) return standing.amount === amount ? standing : null;
    const state = ({ at_once: 'paid', confirm: 'wait_confirm', refuse: 'failed' } as const)[
      this.manner
    ];
    const reason = state === 'failed' ? 'PAYEE_ACCOUNT_ABNORMAL' : null;
    const made = { no, amount, payee, askedMs: this.#nowMs(), state, reason };
    this.#known.set(no, made);
    return made;
  }

  find(no: string): SandboxPayout | null {
    const found = this.#known.get(no) ?? null;
    if (found?.state === 'wait_confirm' && this.#nowMs() >= found.askedMs + DAY_MS) {
      found.state = 'failed';
      found.reason = 'OVERDUE_CLOSE';
    }
    return found;
  }

  /** The person says yes. @returns how it stands now */
  confirm(no: string): SandboxPayout | null {
    const found = this.find(no);
    if (found?.state === 'wait_confirm') found.state = 'paid';
    return found;
  }

  cancel(no: string): SandboxPayout | null {
    const found = this.find(no);
    if (found?.state === 'wait_confirm') found.state = 'cancelled';
    return found;
  }

  all(): readonly SandboxPayout[] {
    return [...this.#known.values()];
  }
}
