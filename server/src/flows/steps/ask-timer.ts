/** The timer of an order whose payments a provider is to be asked of. */
import { seconds } from '../../kernel/time.ts';

export const ASK_TIMER = 'payments.ask';
/** Most notices that come at all have come by then. */
export const FIRST_ASK = seconds(5);
