/** When a guide's month is closed: at four on the first morning of the next one. */
import { addMonths, atMinute, type Day, type Instant } from '../../kernel/time.ts';

export const MONTH_TIMER = 'commission.month';
export const closesAt = (month: Day): Instant => atMinute(addMonths(month, 1), 4 * 60);
