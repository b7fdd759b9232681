export interface Receiver {
  readonly kind: 'dealer' | 'outlet' | 'staff';
  readonly id: string;
  readonly name: string;
}
export interface OutletLine {
  readonly outletId: string;
  readonly outletName: string;
  readonly orders: number;
  readonly capturedFen: number;
  readonly refundedFen: number;
  readonly sellingFen: number;
  readonly fulfillingFen: number;
  readonly dealerFen: number;
  readonly guideFen: number;
  readonly netFen: number;
  /** Taken off in this span, of orders from before it. */
  readonly formerCutFen: number;
}
export interface Statement {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly openingAvailableFen: number;
  readonly openingPendingFen: number;
  readonly earnedFen: number;
  readonly cutFen: number;
  readonly chargedFen: number;
  readonly paidFen: number;
  readonly pendingFen: number;
  readonly closingFen: number;
  readonly frozenFen: number;
  readonly openingFrozenFen: number;
  readonly openingFen: number;
  readonly differenceFen: number;
  readonly reconciled: boolean;
  readonly outlets: readonly OutletLine[];
}
export interface OrderLine {
  readonly id: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly outletName: string;
  readonly role: string;
  readonly amountFen: number;
  readonly cutFen: number;
  readonly netFen: number;
  readonly state: string;
  readonly at: string;
}
