import { describe, expect, it } from 'vitest';
import { parseDate } from './calendar-date';

describe('parseDate', () => {
	it.each(['2026-02-03', '3.2.2026', '03.02.2026', '3,2,2026', ' 3/2/2026 ', '3. 2. 2026'])(
		'reads %j',
		(text) => expect(parseDate(text)).toBe('2026-02-03')
	);

	it.each(['', '31.2.2026', '2026-13-01', '3.2.26', 'i morgen', '0.1.2026', '2026-02-30'])(
		'refuses %j',
		(text) => expect(parseDate(text)).toBeUndefined()
	);
});
